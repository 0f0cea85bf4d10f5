import type { ReadContent } from '@carillon/contract'
import type { Locale } from '@carillon/contract/lists'
import { plainText } from '@carillon/contract/markup'
import { captionOf, inLanguage, pickLanguage } from '@carillon/contract/reading'
import { WORDS } from './words.ts'

/** UTF-16 units: more than any system shows, and a payload has to fit into four kilobytes. */
const MOST = { title: 80, body: 180 }

/** What a post says, in one line and in the follower's language where it is written in that too. */
export function excerptOf(content: ReadContent, written: string | null, locale: Locale): string {
  const read = inLanguage(content, pickLanguage(content, written, [locale]))
  return cut(wordsOf(read), MOST.body) || WORDS[locale].kinds[read.kind === 'opaque' ? 'text' : read.kind]
}

function wordsOf(content: ReadContent): string {
  switch (content.kind) {
    case 'poll':
      return content.poll.question
    case 'sticker':
      return content.sticker.emoji.join('')
    case 'document':
      return plainText(content.text) || content.document.name
    default:
      return plainText(captionOf(content))
  }
}

export function titleOf(name: string): string {
  return cut(name, MOST.title)
}

const characters = new Intl.Segmenter()

/** One line, without halves of characters. */
function cut(text: string, most: number): string {
  const line = text
    .slice(0, most * 8)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= most) return line
  let kept = ''
  for (const { segment } of characters.segment(line)) {
    if (kept.length + segment.length >= most) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
