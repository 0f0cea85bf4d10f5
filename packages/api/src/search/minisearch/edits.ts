import type SearchableMap from 'minisearch/SearchableMap'

/** How many slips of the finger a word of so many letters may hold. */
export function typosAllowed(length: number): number {
  return length >= 8 ? 2 : length >= 4 ? 1 : 0
}

/** MiniSearch's edit distance counts swapped neighbours as two edits; people make them more than any other. */
export function swaps(word: string): string[] {
  const swapped = []
  for (let i = 0; i + 1 < word.length; i += 1) {
    if (word[i] !== word[i + 1]) swapped.push(word.slice(0, i) + word[i + 1]! + word[i]! + word.slice(i + 2))
  }
  return swapped
}

/** Whether words differ by one slip at most: a letter wrong, missing, too many, or swapped with its neighbour. */
export function isOneSlipAway(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  if (Math.max(one.length, other.length) > shorter + 1) return false
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left[0] === right[1] && left[1] === right[0] && right.length === 2
}

/** Letters that the indexed words hold, by block of 256 code units, which is about a script. */
export type Alphabet = Map<number, Set<string>>

export function learn(alphabet: Alphabet, word: string): void {
  for (const letter of word.split('')) {
    const block = letter.charCodeAt(0) >> 8
    const letters = alphabet.get(block)
    if (letters) letters.add(letter)
    else alphabet.set(block, new Set(letter))
  }
}

/**
 * The beginnings of indexed words that are one edit away from `word`, as views of the index: MiniSearch's fuzzy search
 * knows whole words only, and somebody still typing hasn't written one.
 */
export function* nearPrefixes<T>(
  terms: SearchableMap<T>,
  word: string,
  alphabet: Alphabet,
): Generator<{ prefix: string; view: SearchableMap<T> }> {
  for (let i = 0; i < word.length; i += 1) {
    const before = word.slice(0, i)
    const below = terms.atPrefix(before)
    if (below.keys().next().done) return
    const after = word.slice(i + 1)
    const candidates = [before + after]
    if (i + 1 < word.length) candidates.push(before + word[i + 1]! + word[i]! + word.slice(i + 2))
    for (const letter of alphabet.get(word.charCodeAt(i) >> 8) ?? []) {
      candidates.push(before + letter + after, before + letter + word.slice(i))
    }
    for (const prefix of candidates) yield { prefix, view: below.atPrefix(prefix) }
  }
}
