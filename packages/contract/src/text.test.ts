import { describe, expect, test } from 'vitest'
import { countCharacters, line, text } from './text.ts'

test.each([
  ['', 0],
  ['bell', 4],
  ['e\u0301', 1],
  ['👨‍👩‍👧‍👦', 1],
  ['🇧🇪🇸🇬', 2],
  ['a\r\nb', 3],
  ['नमस्ते', 4],
])('%j has %i characters, as a reader counts', (words, count) => {
  // Devanagari clusters differ between versions of Unicode by one.
  expect(Math.abs(countCharacters(words) - count)).toBeLessThanOrEqual(words === 'नमस्ते' ? 1 : 0)
})

describe('text', () => {
  test('is as long as its characters, however many code units they take', () => {
    expect(text(4).safeParse('👍👍👍👍').success).toBe(true)
    expect(text(4).safeParse('👍👍👍👍👍').success).toBe(false)
    expect(text(4, 1).safeParse('   ').success).toBe(false)
  })

  test('of combining marks without end is refused', () => {
    expect(text(10).safeParse(`a${'\u0301'.repeat(100)}`).success).toBe(false)
  })

  test('loses what would reorder or hide other text, and keeps its lines', () => {
    expect(text(99).parse(' a\u0000b\u202Ec\u2066d\u2028e\r\nf\rg\th ')).toBe('abcde\nf\ng\th')
  })

  test('on a line has no breaks', () => {
    expect(line(99).parse(' a\nb\t\tc  d ')).toBe('a b c d')
    expect(line(99).safeParse(' \n ').success).toBe(false)
  })
})
