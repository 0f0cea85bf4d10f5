import type { SearchDocument } from '../../core/ports.ts'
import { nearPrefixes, swaps, typosAllowed } from './edits.ts'
import { locate } from './near.ts'
import { fieldsOf, NAME, HANDLE, type Postings, type PostingsIndex, slotOf } from './postings.ts'
import { grams, pairs, words } from './tokens.ts'

/** A word of a query; the last one may be unfinished. */
export type QueryWord = { term: string; run: boolean; unfinished: boolean }

/**
 * What a channel matched, as a number that is smaller the better it fits: first fewer typos, then name above handle
 * above description, then whole words above beginnings. A typo outweighs all the rest of a query's words.
 */
export type Costs = Map<number, number>
const TYPO = 128
const FIELD = 4
const BEGINNING = 1

/** Terms that matched with typos, and how many of their letters did: what the highlighting goes by. */
export type NearTerms = Map<string, { typos: number; letters: number }>

/** More words than this say nothing more. */
const MOST_WORDS = 10
/** Unspaced text is compared letter by letter, which is slow, with the names that share most of its pairs. */
const MOST_COMPARED = 500
const LONGEST_COMPARED = 20
export function runTyposAllowed(length: number): number {
  return length > LONGEST_COMPARED ? 0 : length >= 6 ? 2 : length >= 3 ? 1 : 0
}

export function queryWords(query: string): QueryWord[] {
  const found = words(query).slice(0, MOST_WORDS)
  return found.map(({ term, run }, index) => ({ term, run, unfinished: index === found.length - 1 }))
}

/** The channels in which a word is found with at most so many typos. */
export function matchWord(index: PostingsIndex, word: QueryWord, most: number, near: NearTerms): Costs {
  const costs: Costs = new Map()
  const take = (postings: Postings, cost: number) => {
    for (const posting of postings) offer(costs, slotOf(posting), cost + fieldCost(fieldsOf(posting)))
  }
  const takeNear = (term: string, postings: Postings, typos: number, letters: number) => {
    take(postings, typos * TYPO + (letters < term.length ? BEGINNING : 0))
    const known = near.get(term)
    if (!known || typos < known.typos || (typos === known.typos && letters > known.letters)) {
      near.set(term, { typos, letters })
    }
  }

  const { terms, alphabet } = index
  take(terms.get(word.term) ?? [], 0)
  if (word.unfinished) {
    // A single letter begins a word of almost every description.
    const inName = (posting: number) => (fieldsOf(posting) & NAME) !== 0
    for (const postings of terms.atPrefix(word.term).values()) {
      take(word.term.length > 1 ? postings : postings.filter(inName), BEGINNING)
    }
  }

  const typos = Math.min(most, typosAllowed(word.term.length))
  if (typos === 0) return costs
  for (const swapped of swaps(word.term)) takeNear(swapped, terms.get(swapped) ?? [], 1, swapped.length)
  for (const [term, [postings, distance]] of terms.fuzzyGet(word.term, typos)) {
    if (distance > 0) takeNear(term, postings, distance, term.length)
  }
  if (word.unfinished) {
    for (const { prefix, view } of nearPrefixes(terms, word.term, alphabet)) {
      for (const [term, postings] of view) takeNear(term, postings, 1, prefix.length)
    }
  }
  return costs
}

/** The same for a run of an unspaced script, wherever in such a text it stands; with typos, in names only. */
export function matchRun(
  index: PostingsIndex,
  word: QueryWord,
  most: number,
  documentAt: (slot: number) => SearchDocument,
): Costs {
  const letters = [...word.term]
  const costs: Costs = new Map()
  for (const [slot, fields] of holdingAll(index, letters.length > 1 ? pairs(letters) : letters)) {
    offer(costs, slot, fieldCost(fields))
  }
  const typos = Math.min(most, runTyposAllowed(letters.length))
  if (typos === 0) return costs
  for (const slot of sharingMost(index, grams(word.term))) {
    for (const token of words(documentAt(slot).name)) {
      const place = token.run ? locate([...token.term], letters, typos) : null
      if (place) offer(costs, slot, place.typos * TYPO)
    }
  }
  return costs
}

function holdingAll(index: PostingsIndex, parts: string[]): Map<number, number> {
  const [first = [], ...others] = parts.map((part) => index.runs.get(part) ?? []).sort((a, b) => a.length - b.length)
  let held = new Map(first.map((posting) => [slotOf(posting), fieldsOf(posting)]))
  for (const postings of others) {
    const both = new Map<number, number>()
    for (const posting of postings) {
      const fields = (held.get(slotOf(posting)) ?? 0) & fieldsOf(posting)
      if (fields) both.set(slotOf(posting), fields)
    }
    held = both
  }
  return held
}

/** Slots of the names that share most of the parts. */
function sharingMost(index: PostingsIndex, parts: string[]): number[] {
  const shared = new Map<number, number>()
  for (const part of new Set(parts)) {
    for (const posting of index.runs.get(part) ?? []) {
      if (fieldsOf(posting) & NAME) shared.set(slotOf(posting), (shared.get(slotOf(posting)) ?? 0) + 1)
    }
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_COMPARED)
    .map(([slot]) => slot)
}

function fieldCost(fields: number): number {
  return fields & NAME ? 0 : fields & HANDLE ? FIELD : 2 * FIELD
}

function offer(costs: Costs, slot: number, cost: number): void {
  const known = costs.get(slot)
  if (known === undefined || cost < known) costs.set(slot, cost)
}
