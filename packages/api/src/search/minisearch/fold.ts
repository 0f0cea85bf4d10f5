/**
 * One spelling for what readers take for the same letters, so that it is found however it is typed: case, accents,
 * full width, ligatures, katakana for hiragana, the Arabic script's many yehs and kafs, vowel points. Hangul comes out
 * as its jamo, so that a syllable half typed is the beginning of the whole one.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(/[\u30A1-\u30F6]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60))
    .replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter)
}

/** Й, ў and ї are letters of their own; ё is often written as е, and every other mark is an accent. */
const DROPPED =
  /(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036F\u0483-\u0489\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u093C\u200C\u200D\uFE00-\uFE0F]/gu

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
