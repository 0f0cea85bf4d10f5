import type { Part } from '@carillon/contract'
import { below, type Counts } from './counts.ts'

/** Fewer than so many might be told from one another. */
const FEW = 5

/**
 * The parts of a whole, the most first. Small ones aren't told; and where there is but one of them, neither is the next
 * smallest, because the one could be worked out from the whole.
 */
export function partsOf(counts: Counts, prefix: string): Part[] {
  const parts = [...below(counts, prefix)]
    .map(([key, count]) => ({ key, count: Math.round(count) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const told: Part[] = parts.filter(({ count }) => count >= FEW).map((part) => ({ ...part, hidden: null }))
  const few = parts.filter(({ count }) => count < FEW).map(({ key }) => key)
  const cover = few.length === 1 ? told.pop() : undefined
  if (cover) told.push({ key: cover.key, count: null, hidden: 'cover' })
  // By name, so that their order tells nothing either.
  return [...told, ...few.toSorted().map((key): Part => ({ key, count: null, hidden: 'few' }))]
}
