import type { SearchAnswer, SearchDocument, SearchQuery } from '../../core/ports.ts'
import { highlight } from './highlight.ts'
import { type Costs, matchRun, matchWord, type NearTerms, queryWords, type QueryWord } from './match.ts'
import { createPostings } from './postings.ts'
import { filterAndCount } from './facets.ts'
import { top } from './top.ts'
import { words } from './tokens.ts'

/** A word that fewer channels than this hold as it is written is also looked for with typos. */
const ENOUGH = 10

/** The channels and what finds them, all in memory. */
export function createCatalogue() {
  const slots = new Map<string, number>()
  const documents: (SearchDocument | undefined)[] = []
  const free: number[] = []
  const postings = createPostings()
  const codes = new Map<string, string>()

  /** One string for each code: a hundred thousand copies of `news` take memory, and time to compare. */
  function shared<Code extends string | null>(code: Code): Code {
    if (code === null) return code
    if (!codes.has(code)) codes.set(code, code)
    return codes.get(code) as Code
  }

  function put(given: SearchDocument): void {
    const document = {
      ...given,
      category: shared(given.category),
      country: shared(given.country),
      language: shared(given.language),
    }
    const slot = slots.get(document.id)
    const known = slot === undefined ? undefined : documents[slot]
    if (slot !== undefined && known && sameTexts(known, document)) documents[slot] = document
    else {
      remove(document.id)
      const place = free.pop() ?? documents.length
      slots.set(document.id, place)
      documents[place] = document
      postings.add(place, document)
    }
  }

  function remove(id: string): void {
    const slot = slots.get(id)
    const document = slot === undefined ? undefined : documents[slot]
    if (slot === undefined || !document) return
    postings.remove(slot, document)
    documents[slot] = undefined
    slots.delete(id)
    free.push(slot)
  }

  const documentAt = (slot: number) => documents[slot]!

  /**
   * The channels that have all the words; where none has, the last words are given up. Typos are tried where the exact
   * spelling finds little, two of them where one finds nothing.
   */
  function find(wanted: QueryWord[], near: NearTerms): Costs {
    const found = wanted.map(() => [] as Costs[])
    const costsOf = (word: QueryWord, at: number, typos: number) =>
      (found[at]![typos] ??= word.run
        ? matchRun(postings, word, typos, documentAt)
        : matchWord(postings, word, typos, near))

    for (let count = wanted.length; count > 0; count -= 1) {
      let costs: Costs = new Map()
      for (const typos of [0, 1, 2]) {
        if (costs.size >= (typos < 2 ? ENOUGH : 1)) break
        costs = wanted
          .slice(0, count)
          .map((word, at) => costsOf(word, at, typos))
          .reduce(sum)
      }
      if (costs.size > 0) return costs
    }
    return new Map()
  }

  function search(query: SearchQuery): SearchAnswer {
    const wanted = queryWords(query.query)
    const near: NearTerms = new Map()
    const costs = query.query === '' ? null : find(wanted, near)
    const found = filterAndCount(documents, costs ? costs.keys() : slots.values(), query)
    const folded = wanted.map((word) => word.term).join(' ')
    const isName = (slot: number) => {
      const { name } = documentAt(slot)
      return Number(name.length <= 2 * query.query.length && wordsOf(name) === folded)
    }
    const relevance = (a: number, b: number) =>
      costs ? costs.get(a)! - costs.get(b)! || (costs.get(a) === 0 ? isName(b) - isName(a) : 0) : 0
    const compare = (a: number, b: number) => ORDER[query.sort](documentAt(a), documentAt(b), () => relevance(a, b))
    const page = top(found.slots, query.offset + query.limit, compare).slice(query.offset)
    return {
      hits: page.map((slot) => ({ id: documentAt(slot).id, matches: highlight(documentAt(slot), wanted, near) })),
      total: found.slots.length,
      facets: found.facets,
    }
  }

  return { put, remove, search, count: () => slots.size }
}

type Order = (a: SearchDocument, b: SearchDocument, relevance: () => number) => number
const popular: Order = (a, b) => b.followers - a.followers || b.activity - a.activity || byId(a, b)
const byId = (a: SearchDocument, b: SearchDocument) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const ORDER: Record<SearchQuery['sort'], Order> = {
  relevant: (a, b, relevance) => relevance() || popular(a, b, relevance),
  active: (a, b, relevance) => b.activity - a.activity || relevance() || popular(a, b, relevance),
  followed: (a, b, relevance) => b.followers - a.followers || relevance() || popular(a, b, relevance),
  newest: (a, b, relevance) => b.createdAt - a.createdAt || relevance() || popular(a, b, relevance),
}

const wordsOf = (text: string) =>
  words(text)
    .map((word) => word.term)
    .join(' ')

function sum(left: Costs, right: Costs): Costs {
  const both: Costs = new Map()
  for (const [slot, cost] of right) {
    const other = left.get(slot)
    if (other !== undefined) both.set(slot, cost + other)
  }
  return both
}

function sameTexts(a: SearchDocument, b: SearchDocument): boolean {
  return a.name === b.name && a.handle === b.handle && a.description === b.description
}
