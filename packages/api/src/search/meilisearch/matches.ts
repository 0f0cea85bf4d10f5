import type { MatchesPosition } from 'meilisearch'
import type { SearchAnswer } from '../../core/ports.ts'
import { mergeRanges, type Range } from '../ranges.ts'

const FIELDS = ['name', 'handle', 'description'] as const
export type Texts = Record<(typeof FIELDS)[number], string>

/** Meilisearch counts in bytes of UTF-8; texts are cut in UTF-16 here, and never inside what readers see as a letter. */
export function toMatches(
  texts: Texts,
  positions: MatchesPosition<Texts> = {},
): SearchAnswer['hits'][number]['matches'] {
  const ranges = (field: keyof Texts) => {
    const found = positions[field] ?? []
    if (found.length === 0) return []
    const bytes = Buffer.from(texts[field])
    const graphemes = segmenter.segment(texts[field])
    return mergeRanges(
      found.map(({ start, length }): Range => {
        const first = bytes.toString('utf8', 0, start).length
        const last = bytes.toString('utf8', 0, start + length).length - 1
        const from = graphemes.containing(first)
        const to = graphemes.containing(Math.max(first, last))
        return [from?.index ?? first, to ? to.index + to.segment.length : texts[field].length]
      }),
    )
  }
  return { name: ranges('name'), handle: ranges('handle'), description: ranges('description') }
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
