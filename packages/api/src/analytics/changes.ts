import type { Visit } from '@carillon/contract'
import type { PostKind } from '@carillon/contract/lists'

/** The key of what is counted of all channels together. */
export const INSTANCE = 'instance'

/** Where something is counted. */
export type Place = {
  channelId: string
  postId?: string | null
  /** What is known of the post, if anything is. */
  post?: { kind: PostKind; publishedAt: number }
}

/** Something to be counted, of the post and its channel unless it says of which. */
export type Change = { name: string; by: number; of?: 'post' | 'channel' }

/** Where those come from who are counted. */
export function* partsOf(name: string, by: number, { source, country, language }: Visit): Generator<Change> {
  yield { name: `${name}.source.${source}`, by, of: 'channel' }
  if (country) yield { name: `${name}.country.${country}`, by, of: 'channel' }
  if (language) yield { name: `${name}.language.${language}`, by, of: 'channel' }
}

export const hourOf = (instant: number) => Math.floor(instant / 3_600_000) % 24
