import { clip, LIMITS, text } from '@carillon/contract'
import type { Feed, FeedItem } from './feed.ts'
import { fitLines, weigh } from './fit.ts'
import { type Picture, readWords } from './html.ts'
import type { Line } from './lines.ts'

/** What becomes of an item: its text with a picture, and its text without. */
export type Composed = { caption: string; text: string; picture: Picture | null }

const TITLE = 300
const PostText = text(LIMITS.postText)
const Caption = text(LIMITS.caption)

/** Title in bold, what it says, its link: each on lines of its own, as much as a post may hold. */
export function composeItem(item: FeedItem, base: string): Composed {
  const here = item.link ?? base
  const title = flatten(readWords(item.title, here, null).lines)
  const bodies = item.bodies.map((body) => readWords(body, here, item.link))
  const words = bodies.map(({ lines }) => lines).find((lines) => lines.length > 0) ?? []
  const picture = item.picture ?? bodies.map((body) => body.picture).find(Boolean) ?? null
  const write = (most: number) => compose(title, words, item.link, most)
  return {
    caption: Caption.parse(write(LIMITS.caption)),
    text: PostText.parse(write(LIMITS.postText)),
    picture: picture && { url: picture.url, alt: clip(picture.alt, LIMITS.altText) },
  }
}

function compose(title: Line, words: Line[], link: string | null, most: number): string {
  const shown = link && weigh(link) <= most / 2 ? link : ''
  const head = repeats(title, words) ? '' : fitLines([title], Math.min(TITLE, most - weigh(shown) - 2))
  const apart = [head, shown].filter(Boolean)
  const body = fitLines(words, most - apart.reduce((sum, part) => sum + weigh(part) + 2, 0))
  return [head, body, shown].filter(Boolean).join('\n\n')
}

/** One line of it, bold. */
function flatten(lines: Line[]): Line {
  const runs = lines.flatMap(({ runs: some }, at) => [
    ...(at > 0 ? [{ text: ' ', marks: '*', atom: false }] : []),
    ...some.map((run) => ({ ...run, marks: '*' })),
  ])
  return { prefix: '', runs: runs.map((run) => ({ ...run, text: run.text.replace(/\s+/g, ' ') })) }
}

/** Whether a title is nothing but how the text begins, as where posts have no titles of their own. */
function repeats(title: Line, words: Line[]): boolean {
  const plain = (line: Line | undefined) =>
    (line?.runs ?? [])
      .map((run) => run.text)
      .join('')
      .trim()
  const start = plain(title)
    .replace(/(…|\.\.\.)$/, '')
    .trimEnd()
  return start !== '' && plain(words[0]).startsWith(start)
}

/** What a feed calls itself, or where it is. */
export function titleOf({ title }: Feed, url: string): string {
  const words = readWords(title, url, null).lines.flatMap(({ runs }) => runs.map((run) => run.text))
  return clip(words.join(' ').slice(0, TITLE * 8), LIMITS.channelName) || new URL(url).host
}
