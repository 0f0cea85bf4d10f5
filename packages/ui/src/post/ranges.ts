import type { Ranges } from '@carillon/contract'

export type Part = { text: string; marked: boolean }

/** A text cut at the edges of its ranges; whatever lies outside of the text or overlaps what came before is left out. */
export function cut(text: string, ranges: Ranges): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(at, from)
    const end = Math.min(to, text.length)
    if (start >= end) continue
    if (start > at) parts.push({ text: text.slice(at, start), marked: false })
    parts.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false })
  return parts
}
