import { expect, test } from 'vitest'
import { readRange } from './range.ts'

test.each([
  ['bytes=0-0', 0, 0],
  ['bytes=0-', 0, 99],
  ['bytes=10-19', 10, 19],
  ['bytes=90-1000', 90, 99],
  ['bytes=-1', 99, 99],
  ['bytes=-1000', 0, 99],
])('%s of a hundred bytes are those from %i to %i', (header, start, end) =>
  expect(readRange(header, 100)).toEqual({ start, end }),
)

test.each([undefined, '', 'bytes', 'bytes=-', 'bytes=20-10', 'bytes=0-1,5-6', 'items=0-1'])(
  '%s of a hundred bytes is all of them',
  (header) => expect(readRange(header, 100)).toBeNull(),
)

test.each(['bytes=-0', 'bytes=100-', 'bytes=100-200'])('%s of a hundred bytes is none of them', (header) =>
  expect(readRange(header, 100)).toBe('outside'),
)

test('of nothing there is no part', () => expect(readRange('bytes=0-0', 0)).toBe('outside'))
