import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

const written = (before: string, after: string) =>
  differenceOf(before, after)
    .map(({ text, is }) => (is === 'same' ? text : is === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('')

test('a word that was replaced is marked, and nothing beside it', () => {
  expect(written('The bell rings at noon.', 'The bell rings at eight.')).toBe('The bell rings at [-noon-]{+eight+}.')
})

test('what both texts say in another order stays once', () => {
  expect(written('one two three', 'two three four')).toBe('[-one -]two three{+ four+}')
})

test('whatever became of it, leaving out what was removed gives the new text, and the other way round', () => {
  const texts = ['', 'a', 'Ding dong, ding.', 'Ding\n\ndong: dang', '日本語の文章です', 'El carillón — a las 8']
  for (const before of texts) {
    for (const after of texts) {
      const pieces = differenceOf(before, after)
      const without = (is: string) => pieces.filter((piece) => piece.is !== is).map(({ text }) => text)
      expect(without('removed').join('')).toBe(after)
      expect(without('added').join('')).toBe(before)
    }
  }
})

test('the longest posts are compared in one go', () => {
  const before = 'ding '.repeat(819)
  expect(differenceOf(before, `${before}dong`).at(-1)).toEqual({ text: 'dong', is: 'added' })
})
