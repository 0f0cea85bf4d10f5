import * as z from 'zod'

/** Latin letters with their accents in one, digits, signs, line breaks. */
const PLAIN = /^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f]*$/

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Characters as a reader counts them: an emoji family or an accented letter is one. */
export function countCharacters(text: string): number {
  // One unit is one character there, and looking is much faster than counting. (A break of two characters isn't in it.)
  if (PLAIN.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/**
 * Text of at most `max` characters, trimmed, without control characters other than line breaks and tabs.
 * A character may take many code units, so there is a ceiling on those too: it is what stops a text of combining
 * marks without end.
 */
export function text(max: number, min = 0) {
  return z
    .string()
    .max(max * 8, { abort: true })
    .overwrite((value) => value.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').trim())
    .check((payload) => {
      const count = countCharacters(payload.value)
      const range = { origin: 'string', input: payload.value, inclusive: true } as const
      if (count > max) payload.issues.push({ ...range, code: 'too_big', maximum: max })
      if (count < min) payload.issues.push({ ...range, code: 'too_small', minimum: min })
    })
}

/** What can be kept of a text that nobody can be asked to shorten: cleaned, on one line, cut between characters. */
export function clip(text: string, max: number): string {
  const clean = text.replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim()
  if (countCharacters(clean) <= max) return clean
  const kept = Array.from(graphemes.segment(clean), ({ segment }) => segment).slice(0, max - 1)
  return `${kept.join('').trimEnd()}…`
}

/** Text on one line. */
export function line(max: number, min = 1) {
  return text(max, min).overwrite((value) => value.replace(/\s+/g, ' '))
}

/** C0 and C1 controls, the line and paragraph separators, and direction overrides that reorder what follows. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g
