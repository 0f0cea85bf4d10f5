import type { Ranges } from '@carillon/contract'

const BEFORE = 40
const LENGTH = 220

/** The part of a long text that holds the first match, so that a short view of it shows why it was found. */
export function excerpt(text: string, ranges: Ranges): { text: string; ranges: Ranges } {
  const line = text.replace(/\s/g, ' ')
  const first = ranges[0]?.[0] ?? 0
  const from = first + 20 > LENGTH / 2 ? wordStart(line, first - BEFORE) : 0
  const lead = from > 0 ? '…' : ''
  const shift = from - lead.length
  return {
    text: lead + line.slice(from, from + LENGTH * 2),
    ranges: ranges
      .map(([start, end]) => [start - shift, end - shift] as [number, number])
      .filter(([start]) => start >= 0),
  }
}

function wordStart(text: string, near: number): number {
  const space = text.indexOf(' ', near)
  return space === -1 || space - near > BEFORE / 2 ? near : space + 1
}
