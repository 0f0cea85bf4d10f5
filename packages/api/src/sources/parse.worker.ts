import { parentPort } from 'node:worker_threads'
import { decodeAnswer } from '../core/decode.ts'
import { type Feed, readFeed } from './feed.ts'
import { findFeedLink } from './page.ts'

export type Answered = { bytes: Uint8Array; contentType: string; url: string }
/** A feed; or, where there is none, the address of one that a page names. */
export type Read = { feed: Feed; link: null } | { feed: null; link: string | null }

parentPort!.on('message', ({ bytes, contentType, url }: Answered) => {
  const text = decodeAnswer(bytes, contentType)
  const feed = readFeed(text, url)
  parentPort!.postMessage((feed ? { feed, link: null } : { feed, link: findFeedLink(text, url) }) satisfies Read)
})
