import { expect, test } from 'vitest'
import { mostOf, PLOT, stepsOf } from './curve.ts'

const items = [
  { at: 1_000, options: [2, 0] },
  { at: 2_000, options: [1, 4] },
]

test('a line steps from nothing to what there was at the end of each hour', () => {
  expect(mostOf(items)).toBe(4)
  expect(stepsOf(items, 0, 0, 4)).toBe(`M0 ${PLOT.height}H300V100H600V150`)
  expect(stepsOf(items, 1, 0, 4)).toBe(`M0 ${PLOT.height}H300V200H600V0`)
})

test('one hour alone, with nothing left of it, is a line too', () => {
  const gone = [{ at: 5, options: [0] }]
  expect(stepsOf(gone, 0, 5, mostOf(gone))).toBe('M0 200H0V200')
})
