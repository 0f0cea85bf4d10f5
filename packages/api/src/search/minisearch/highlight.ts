import type { SearchAnswer, SearchDocument } from '../../core/ports.ts'
import { mergeRanges, type Range } from '../ranges.ts'
import { fold } from './fold.ts'
import { type NearTerms, type QueryWord, runTyposAllowed } from './match.ts'
import { locate } from './near.ts'
import { nameTokens, pairs, type Token, words } from './tokens.ts'

/** What of each text matched the query. */
export function highlight(
  document: SearchDocument,
  wanted: QueryWord[],
  near: NearTerms,
): SearchAnswer['hits'][number]['matches'] {
  const ranges = (text: string, tokens: Token[]) =>
    mergeRanges(tokens.flatMap((token) => (token.run ? inRun : inWord)(text, token, wanted, near)))
  return {
    name: ranges(document.name, nameTokens(document.name)),
    handle: ranges(document.handle, nameTokens(document.handle)),
    description: ranges(document.description, words(document.description)),
  }
}

function inWord(text: string, token: Token, wanted: QueryWord[], near: NearTerms): Range[] {
  const { term } = token
  let letters = near.get(term)?.letters ?? 0
  for (const word of wanted) {
    if (word.run) continue
    if (word.term === term || (word.unfinished && term.startsWith(word.term))) letters = word.term.length
  }
  if (letters === 0) return []
  return [[token.start, letters === term.length ? token.end : cut(text, token, letters)]]
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where the grapheme ends with which so many folded letters are complete. */
export function cut(text: string, token: Token, letters: number): number {
  let folded = 0
  for (const { segment, index } of graphemes.segment(text.slice(token.start, token.end))) {
    if (/[\p{L}\p{N}]/u.test(segment)) folded += fold(segment).length
    if (folded >= letters) return token.start + index + segment.length
  }
  return token.end
}

function inRun(text: string, token: Token, wanted: QueryWord[]): Range[] {
  const letters = lettersOf(text, token)
  const folded = letters.map((letter) => letter.folded)
  return wanted.flatMap((word) => {
    if (!word.run) return []
    const needle = [...word.term]
    const exact = occurrences(folded, needle)
    const typos = exact.length > 0 ? 0 : runTyposAllowed(needle.length)
    const place = typos > 0 ? locate(folded, needle, typos) : null
    if (place) return [[letters[place.start]!.start, letters[place.end - 1]!.end]]
    const found = exact.length > 0 ? exact : pairs(needle).flatMap((pair) => occurrences(folded, [...pair]))
    return found.map(([first, last]): Range => [letters[first]!.start, letters[last]!.end])
  })
}

/** The folded letters of a run, each with the range of the grapheme that it comes from. */
export function lettersOf(text: string, token: Token): { folded: string; start: number; end: number }[] {
  return [...graphemes.segment(text.slice(token.start, token.end))].flatMap(({ segment, index }) => {
    const start = token.start + index
    return [...fold(segment).normalize('NFC')].map((folded) => ({ folded, start, end: start + segment.length }))
  })
}

export function occurrences(letters: string[], part: string[]): [first: number, last: number][] {
  return letters.flatMap((_, first) =>
    part.every((letter, i) => letters[first + i] === letter) ? [[first, first + part.length - 1]] : [],
  )
}
