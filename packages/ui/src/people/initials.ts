const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const LETTER = /[\p{L}\p{N}]/u
/** Scripts whose words are told by their first letter in capitals; in others one character says enough. */
const CASED = /^[\p{Lu}\p{Ll}]/u

/** One or two characters that stand for a name, in any script: `AR` for Agence Rurale, `公` for 公共放送, an emoji for itself. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s\-–—_./]+/u)
  const firsts = words.map(firstGrapheme).filter((first) => LETTER.test(first))
  const [first = firstGrapheme(name.trim()), second = ''] = firsts
  const both = CASED.test(first) && CASED.test(second) ? first + second : first
  return both.toLocaleUpperCase('en')
}

function firstGrapheme(text: string): string {
  for (const { segment } of graphemes.segment(text)) if (!/["'«“‘(¡¿#@]/u.test(segment)) return segment
  return ''
}

export const TINTS = 8

/** Which of the grounds for initials a handle has, always the same one. */
export function tint(handle: string): number {
  let hash = 2_166_136_261
  for (let at = 0; at < handle.length; at += 1) hash = Math.imul(hash ^ handle.charCodeAt(at), 16_777_619)
  return (hash >>> 16) % TINTS
}
