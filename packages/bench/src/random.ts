/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SYLLABLES =
  'ba ce dor el fi gran he il jo ka lu ma nes or pi qua res sol tam ur ven wi xa yo zé ção ñu 鐘 楼 коло ле'
const PARTS = SYLLABLES.split(' ')

/** Words that look like several languages and say nothing, until there are so many characters. */
export function makeText(random: () => number, length: number): string {
  let text = ''
  while (text.length < length) {
    const syllables = 1 + Math.floor(random() * 4)
    for (let at = 0; at < syllables; at += 1) text += PARTS[Math.floor(random() * PARTS.length)]
    text += random() < 0.08 ? '. ' : ' '
  }
  return text.trim()
}
