import { fold } from './fold.ts'

/** A stretch of a text and what it is found by. A `run` is of a script that puts no spaces between its words. */
export type Token = { term: string; start: number; end: number; run: boolean }

/** Letters of the scripts in which a text can't be cut at its spaces. */
const UNSPACED =
  '[[\\p{L}\\p{M}\\p{N}]&&[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]]'
const WORD_OR_RUN = new RegExp(
  `(?<run>${UNSPACED}+)|[[\\p{L}\\p{N}]--${UNSPACED}][[\\p{L}\\p{M}\\p{N}\\u200C\\u200D]--${UNSPACED}]*|\\p{Extended_Pictographic}`,
  'gv',
)
/** Inside TheJournal, and before the number of News24. */
const SEAM = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{Nd})/u
const LONGEST = 64

/** The words and runs of a text as they stand in it. */
export function words(text: string): Token[] {
  const found: Token[] = []
  for (const match of text.matchAll(WORD_OR_RUN)) {
    const run = match.groups?.['run'] !== undefined
    const folded = fold(match[0])
    const term = run ? folded.normalize('NFC') : folded.slice(0, LONGEST)
    if (term) found.push({ term, start: match.index, end: match.index + match[0].length, run })
  }
  return found
}

/**
 * All that a name is found by: its words, the parts of words run together (TheJournal), neighbours that people run
 * together (Deutsche Welle), the later parts of Korean words, and Arabic words without their article.
 */
export function nameTokens(name: string): Token[] {
  const whole = words(name)
  return whole.flatMap((token, index) => {
    if (token.run) return [token]
    const next = whole[index + 1]
    const joined = next && !next.run && next.start - token.end <= 1 ? [join(token, next)] : []
    return [token, ...parts(name, token), ...endings(token), ...bare(token), ...joined]
  })
}

function join(first: Token, second: Token): Token {
  return { ...first, term: (first.term + second.term).slice(0, LONGEST), end: second.end }
}

function parts(text: string, token: Token): Token[] {
  const pieces = text.slice(token.start, token.end).split(SEAM)
  if (pieces.length < 2) return []
  let start = token.start
  return pieces.map((piece) => {
    const part = { term: fold(piece), start, end: start + piece.length, run: false }
    start = part.end
    return part
  })
}

/** Korean compounds are written in one: 일보 must find 조선일보. */
function endings(token: Token): Token[] {
  const syllables = [...token.term.matchAll(/[\u1100-\u1112]/g)].map((match) => match.index)
  const composed = token.end - token.start === syllables.length
  return syllables
    .map((index, count) => ({ ...token, term: token.term.slice(index), start: token.start + (composed ? count : 0) }))
    .slice(1, -1)
}

function bare(token: Token): Token[] {
  return /^ال.{3}/u.test(token.term) ? [{ ...token, term: token.term.slice(2), start: token.start + 2 }] : []
}

/** What runs are found by: their letters, and their neighbouring pairs. */
export function grams(run: string): string[] {
  const letters = [...run]
  return [...letters, ...pairs(letters)]
}

export function pairs(letters: string[]): string[] {
  return letters.slice(1).map((letter, index) => letters[index]! + letter)
}
