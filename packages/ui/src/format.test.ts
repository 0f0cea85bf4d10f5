import { expect, test } from 'vitest'
import { createFormat } from './format.ts'

const NOW = Date.UTC(2026, 9, 6, 14)
const HOUR = 3_600_000

test('how long ago is said in the reader’s language, and after a week by its day', () => {
  expect(createFormat('en').relative(NOW - 3 * HOUR, NOW)).toBe('3 hr. ago')
  expect(createFormat('fr').relative(NOW - 24 * HOUR, NOW)).toBe('hier')
  expect(createFormat('es').relative(NOW - 10 * 24 * HOUR, NOW)).toMatch(/sept?$/)
})

test('an expiry is never said to be in the past', () => {
  expect(createFormat('en').until(NOW - HOUR, NOW)).toBe('this minute')
  expect(createFormat('en').until(NOW + 30 * 24 * HOUR, NOW)).toBe('in 30 days')
})

test('lists are in the order of the reader’s alphabet', () => {
  const { named, country } = createFormat('fr')
  expect(named(['ZM', 'EG', 'DE'], country).map(({ name }) => name)).toEqual(['Allemagne', 'Égypte', 'Zambie'])
})
