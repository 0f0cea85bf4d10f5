import { expect, test } from 'vitest'
import { initials, tint, TINTS } from './initials.ts'

test.each([
  ['Agence Rurale', 'AR'],
  ['radio-bells', 'RB'],
  ['Élan', 'É'],
  ['  «Le Monde»  ', 'LM'],
  ['公共放送 東京', '公'],
  ['الجزيرة الإخبارية', 'ا'],
  ['👩‍👩‍👧 family', 'F'],
  ['🔔🔔', '🔔'],
  ['!!', '!'],
  ['', ''],
])('%s is drawn as %s', (name, drawn) => {
  expect(initials(name)).toBe(drawn)
})

test('a handle keeps its colour, and handles use all of them', () => {
  expect(tint('bells')).toBe(tint('bells'))
  const used = new Set(Array.from({ length: 200 }, (_, n) => tint(`channel_${n}`)))
  expect(used.size).toBe(TINTS)
})
