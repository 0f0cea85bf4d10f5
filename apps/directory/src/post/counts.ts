import type { ReactionCounts, Reactions } from '@carillon/contract'

/** What it would be once this reader has chosen another emoji, or none. */
export function chosenAnew({ postId, counts, mine }: Reactions, emoji: string | null): Reactions {
  if (emoji === mine) return { postId, counts, mine }
  const added = emoji === null || counts.some((one) => one.emoji === emoji) ? counts : [...counts, { emoji, count: 0 }]
  const changed = added.map((one) => ({ ...one, count: one.count + by(one.emoji, emoji) - by(one.emoji, mine) }))
  return { postId, counts: changed.filter(({ count }) => count > 0), mine: emoji }
}

const by = (one: string, chosen: string | null) => (one === chosen ? 1 : 0)

/** New counts in the order of those that stand there: nothing moves away under a finger. */
export function inPlace(before: ReactionCounts, now: ReactionCounts): ReactionCounts {
  const places = new Map(before.map(({ emoji }, at) => [emoji, at]))
  const placeOf = ({ emoji }: ReactionCounts[number]) => places.get(emoji) ?? before.length
  return now.toSorted((a, b) => placeOf(a) - placeOf(b))
}
