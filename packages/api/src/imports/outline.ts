import type { ImportNoteCode } from '@carillon/contract'

/** A channel as a file tells it, whatever its format: what the file doesn't tell is empty. */
export type Outline = {
  /** 1-based. */
  line: number
  name: string
  description: string
  /** http or https. */
  feedUrl: string | null
  siteUrl: string | null
  /** What it stands under, from inside out. */
  groups: string[]
  handle: string
  category: string
  country: string
  language: string
}

/** Of a place in the file that is being read. */
export type Remark = { line: number; code: ImportNoteCode; detail: string }

export type Parsed = { outlines: Outline[]; remarks: Remark[] }

/** What neither format allows. */
export const INVALID = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/g

/** On one line, without what no text should hold. */
export function clean(value: string): string {
  return value.replace(INVALID, ' ').replace(/\s+/g, ' ').trim()
}

export function webAddress(value: string | undefined): string | null {
  const url = URL.parse(value?.trim() ?? '')
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

export function hostOf(url: string | null): string | null {
  return url && new URL(url).hostname.replace(/^www\./, '')
}

/** What stands around a place, short enough to be shown. */
export function snippet(text: string, at = 0): string {
  return text
    .slice(Math.max(0, at - 30), at + 50)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Lines of places that are asked for in ascending order. */
export function lineCounter(text: { indexOf(part: string, from?: number): number }): (index: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (index) => {
    for (; next !== -1 && next < index; next = text.indexOf('\n', next + 1)) line += 1
    return line
  }
}
