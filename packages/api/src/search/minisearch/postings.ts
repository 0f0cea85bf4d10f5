import SearchableMap from 'minisearch/SearchableMap'
import type { SearchDocument } from '../../core/ports.ts'
import { type Alphabet, learn } from './edits.ts'
import { grams, nameTokens, type Token, words } from './tokens.ts'

/** Bits of where a term stands in a channel, best first. */
export const NAME = 1
export const HANDLE = 2
export const DESCRIPTION = 4

/** Where a term stands, one number a channel: its slot, and above which bits of the fields. */
export type Postings = number[]
export const slotOf = (posting: number) => posting >> 3
export const fieldsOf = (posting: number) => posting & 7

/**
 * Which channels hold which term: words in MiniSearch's radix tree, letters and pairs of unspaced scripts in a plain
 * map. MiniSearch's own index allocates an object for each hit and field of a query and scores by BM25; a beginning of
 * two letters then costs 100 ms among 100,000 channels, and followers never get to break a tie.
 */
export function createPostings() {
  const terms = new SearchableMap<Postings>()
  const runs = new Map<string, Postings>()
  const alphabet: Alphabet = new Map()

  return {
    terms,
    runs,
    alphabet,
    add(slot: number, document: SearchDocument): void {
      const found = termsOf(document)
      for (const [term, fields] of found.words) {
        learn(alphabet, term)
        terms.fetch(term, () => []).push((slot << 3) | fields)
      }
      for (const [gram, fields] of found.grams) {
        const postings = runs.get(gram)
        if (postings) postings.push((slot << 3) | fields)
        else runs.set(gram, [(slot << 3) | fields])
      }
    },
    remove(slot: number, document: SearchDocument): void {
      const found = termsOf(document)
      for (const term of found.words.keys()) takeOut(terms, term, slot)
      for (const gram of found.grams.keys()) takeOut(runs, gram, slot)
    },
  }
}

export type PostingsIndex = ReturnType<typeof createPostings>

function termsOf(document: SearchDocument) {
  const found = { words: new Map<string, number>(), grams: new Map<string, number>() }
  const note = (token: Token, field: number) => {
    if (!token.run) found.words.set(token.term, (found.words.get(token.term) ?? 0) | field)
    else for (const gram of grams(token.term)) found.grams.set(gram, (found.grams.get(gram) ?? 0) | field)
  }
  for (const token of nameTokens(document.name)) note(token, NAME)
  for (const token of nameTokens(document.handle)) note(token, HANDLE)
  for (const token of words(document.description)) note(token, DESCRIPTION)
  return found
}

type Terms = { get(term: string): Postings | undefined; delete(term: string): unknown }

function takeOut(terms: Terms, term: string, slot: number): void {
  const postings = terms.get(term)
  if (!postings) return
  const at = postings.findIndex((posting) => slotOf(posting) === slot)
  const last = postings.pop()
  if (at >= 0 && at < postings.length && last !== undefined) postings[at] = last
  if (postings.length === 0) terms.delete(term)
}
