import type { Part } from '@carillon/contract'
import { below, type Counts } from './counts.ts'

/** Fewer than so many might be told from one another. */
const FEW = 5

/**
 * The parts of a whole, the most first. Small ones aren't told; and where they could be worked out from the whole, being
 * one alone or all of them as small or as large as they can be, neither is the next smallest.
 */
export function partsOf(counts: Counts, prefix: string): Part[] {
  const parts = [...below(counts, prefix)]
    .map(([key, count]) => ({ key, count: Math.round(count) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const told: Part[] = parts.filter(({ count }) => count >= FEW).map((part) => ({ ...part, hidden: null }))
  const small = parts.filter(({ count }) => count < FEW)
  const few = small.map(({ key }) => key)
  const sum = small.reduce((total, { count }) => total + count, 0)
  const isPlain = small.length === 1 || sum === small.length || sum === (FEW - 1) * small.length
  const cover = small.length > 0 && isPlain ? told.pop() : undefined
  if (cover) told.push({ key: cover.key, count: null, hidden: 'cover' })
  // By name, so that their order tells nothing either.
  return [...told, ...few.toSorted().map((key): Part => ({ key, count: null, hidden: 'few' }))]
}
