import type { Interface } from '@carillon/ui'
import type { Words } from '../interface.ts'

/** Days whose keys are gone, in a few words however many they are. */
export function keysGone({ t, format }: Pick<Interface<Words>, 't' | 'format'>, days: string[]): string {
  const [first = '', ...others] = days.toSorted().map((day) => format.day(startOf(day)))
  const last = others.at(-1)
  return t.erased.keys(days.length, last === undefined ? first : t.erased.span(first, last))
}

/** A day is the same day wherever its reader is. */
const startOf = (day: string) => new Date(`${day}T00:00:00`).getTime()
