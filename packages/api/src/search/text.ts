import { isOneSlipAway } from './minisearch/edits.ts'
import { fold } from './minisearch/fold.ts'
import { cut, lettersOf, occurrences } from './minisearch/highlight.ts'
import { queryWords, type QueryWord } from './minisearch/match.ts'
import { type Token, words } from './minisearch/tokens.ts'
import { mergeRanges, type Range } from './ranges.ts'

/** Words from this length on may be misspelt. */
const SLIPS_FROM = 5

/**
 * Finds a query in texts of which there is no index: all of its words, in any order, whatever their case and accents;
 * the last one may be only begun. Scripts without spaces are found wherever they stand.
 */
export function createTextSearch(query: string) {
  const wanted = queryWords(query).map((word) => ({ ...word, unfinished: word.unfinished || isHangul(word.term) }))

  const exact = (word: QueryWord, { folded }: Texts) => {
    const needle = word.term.normalize('NFKD')
    return folded.some((text) => text.includes(needle))
  }
  /** Of each word that bears a slip, the words that were seen and are not like it. */
  const unlike = new Map(wanted.filter(bearsSlip).map((word) => [word, new Set<string>()]))
  const near = (word: QueryWord, texts: Texts) => {
    const known = unlike.get(word)
    if (!known) return exact(word, texts)
    return texts.words().some((term) => {
      if (known.has(term)) return false
      if (lettersAlike(term, word, true) > 0) return true
      known.add(term)
      return false
    })
  }

  /**
   * What matches of each of the texts, which are taken together: for words as they were typed, or with a slip in each of
   * the longer ones. `null` when a word is in none of them.
   */
  return (given: string[]) => {
    const texts = foldAll(given)
    const match = (slips: boolean): Range[][] | null => {
      if (wanted.length === 0 || !wanted.every((word) => (slips ? near : exact)(word, texts))) return null
      const missing = new Set(wanted)
      const found = given.map((text) =>
        words(text).flatMap((token) =>
          wanted.flatMap((word) => {
            const ranges = find(text, token, word, slips)
            if (ranges.length > 0) missing.delete(word)
            return ranges
          }),
        ),
      )
      return missing.size > 0 ? null : found.map(mergeRanges)
    }
    return { exact: () => match(false), near: () => match(true) }
  }
}

export type TextSearch = ReturnType<typeof createTextSearch>
type Texts = ReturnType<typeof foldAll>

/** What is looked at first, because it costs little: most texts don't match. */
function foldAll(texts: string[]) {
  const folded = texts.map(fold)
  let terms: string[] | undefined
  return { folded, words: () => (terms ??= folded.flatMap((text) => text.match(WORD) ?? [])) }
}
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Korean writes particles at the end of its words. */
const isHangul = (term: string) => /[\u1100-\u11FF]$/.test(term)
const bearsSlip = (word: QueryWord) => !word.run && word.term.length >= SLIPS_FROM

function find(text: string, token: Token, word: QueryWord, slips: boolean): Range[] {
  if (token.run !== word.run) return []
  if (word.run) return token.term.includes(word.term) ? findInRun(text, token, word) : []
  const letters = lettersAlike(token.term, word, slips)
  if (letters === 0) return []
  return [[token.start, letters === token.term.length ? token.end : cut(text, token, letters)]]
}

/** How many letters of a term are the word, or its beginning if that is unfinished. */
function lettersAlike(term: string, word: QueryWord, slips: boolean): number {
  if (term === word.term) return term.length
  const { length } = word.term
  if (word.unfinished && term.startsWith(word.term)) return length
  if (!slips || !bearsSlip(word)) return 0
  if (isOneSlipAway(term, word.term)) return term.length
  if (!word.unfinished) return 0
  return [length, length + 1, length - 1].find((size) => isOneSlipAway(term.slice(0, size), word.term)) ?? 0
}

function findInRun(text: string, token: Token, word: QueryWord): Range[] {
  const letters = lettersOf(text, token)
  const folded = letters.map((letter) => letter.folded)
  return occurrences(folded, [...word.term]).map(([first, last]) => [letters[first]!.start, letters[last]!.end])
}
