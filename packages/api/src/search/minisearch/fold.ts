/**
 * One spelling for what readers take for the same letters, so that it is found however it is typed: case, accents,
 * full width, ligatures, katakana for hiragana, the Arabic script's many yehs and kafs, vowel points. Hangul comes out
 * as its jamo, so that a syllable half typed is the beginning of the whole one.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (ASCII.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(/[\u30A1-\u30F6]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60))
    .replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter)
}

const ASCII = /^[\0-\x7F]*$/

/**
 * Accents, points and joiners as ranges of code points, both ends included. Й, ў and ї are letters of their own and
 * keep their marks; ё is often written as е.
 */
const MARKS = [
  [0x300, 0x305],
  [0x307, 0x307],
  [0x309, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5c7],
  [0x610, 0x61a],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6ed],
  [0x93c, 0x93c],
  [0x200c, 0x200d],
  [0xfe00, 0xfe0f],
]
const ranges = MARKS.map((ends) => ends.map((code) => `\\u{${code.toString(16)}}`).join('-')).join('')
const DROPPED = new RegExp(`(?<![иу])\\u{306}|(?<!і)\\u{308}|[${ranges}]`, 'gu')

const LOOKALIKES: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ٱ: 'ا',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ى: 'ي',
  ی: 'ي',
  ے: 'ي',
  ک: 'ك',
}
for (let digit = 0; digit < 10; digit += 1) {
  LOOKALIKES[String.fromCodePoint(0x660 + digit)] = String(digit)
  LOOKALIKES[String.fromCodePoint(0x6f0 + digit)] = String(digit)
}
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'gu')
