import type { ReadContent } from './content.ts'
import { plainText } from './markup.ts'
import type { Photo, Video } from './media.ts'
import type { ReadVariant } from './variants.ts'

/** The text of a post, or its caption; empty where its kind has none. */
export function captionOf(content: ReadContent): string {
  return 'text' in content ? content.text : ''
}

/** Characters of a line that stands for a whole post. */
const LINE = 140

/** What a post says, as one line without markup; empty where it has no words. */
export function excerptOf(content: ReadContent): string {
  const line = wordsOf(content).replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length > LINE ? `${characters.slice(0, LINE).join('').trimEnd()}…` : line
}

function wordsOf(content: ReadContent): string {
  if (content.kind === 'poll') return content.poll.question
  if (content.kind === 'sticker') return content.sticker.emoji.join(' ')
  const words = plainText(captionOf(content))
  return words === '' && content.kind === 'document' ? content.document.name : words
}

/** The languages that a post can be read in, the one it was written in first (`null` where nobody said which). */
export function languagesOf(content: ReadContent, written: string | null): (string | null)[] {
  return [written, ...variantsOf(content).map(({ language }) => language)]
}

/** The one of them that a reader is shown: the first that they want, else the one it was written in. */
export function pickLanguage(content: ReadContent, written: string | null, wanted: readonly string[]): string | null {
  const there = languagesOf(content, written)
  for (const tag of wanted) {
    const language = tag.split('-')[0]!.toLowerCase()
    if (there.includes(language)) return language
  }
  return written
}

/** What a post says in one of its languages. What a variant leaves empty stands as it was written. */
export function inLanguage(content: ReadContent, language: string | null): ReadContent {
  const variant = variantsOf(content).find((one) => one.language === language)
  if (!variant) return content
  const text = variant.text || captionOf(content)
  switch (content.kind) {
    case 'photo':
      return { ...content, text, photo: described(content.photo, variant, 0) }
    case 'video':
      return { ...content, text, video: described(content.video, variant, 0) }
    case 'album': {
      const items = content.items.map((item, at) =>
        item.kind === 'photo'
          ? { ...item, photo: described(item.photo, variant, at) }
          : { ...item, video: described(item.video, variant, at) },
      )
      return { ...content, text, items }
    }
    case 'poll':
      return { ...content, poll: { ...content.poll, ...variant.poll } }
    case 'text':
    case 'voice':
    case 'document':
      return { ...content, text }
    default:
      return content
  }
}

function variantsOf(content: ReadContent): ReadVariant[] {
  return ('variants' in content && content.variants) || []
}

function described<Shown extends Photo | Video>(shown: Shown, { alts }: ReadVariant, at: number): Shown {
  return { ...shown, alt: alts[at] || shown.alt }
}
