import fc from 'fast-check'
import { expect, test } from 'vitest'
import { below, pack, unpack } from './counts.ts'
import { Names } from './names.ts'

const namesKnown = (known: [number, string][] = []) => new Names({ rows: () => known })
const whole = fc.integer({ min: -(2 ** 51), max: 2 ** 51 })

test('whatever is counted comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), whole), { maxLength: 300 }), (list) => {
      const names = namesKnown()
      const counts = new Map(list)
      const expected = [...counts].filter(([, count]) => count !== 0).toSorted()
      expect([...unpack(names, pack(names, counts))].toSorted()).toEqual(expected)
    }),
  )
})

test.each([1, -1, 63, 64, -64, -65, 127, 128, 2 ** 31, 2 ** 32 + 1, -(2 ** 40), 2 ** 51 - 1])(
  '%i comes back as it was',
  (count) => {
    const names = namesKnown()
    expect(unpack(names, pack(names, new Map([['views', count]]))).get('views')).toBe(count)
  },
)

test('estimates are rounded, and what comes to nothing takes no room', () => {
  const names = namesKnown()
  const counts = new Map([
    ['reach', 1_000.6],
    ['reactions', 0.2],
    ['votes', -0.2],
  ])
  expect([...unpack(names, pack(names, counts))]).toEqual([['reach', 1_001]])
})

test('a small number below zero takes two bytes as one above it does', () => {
  for (const count of [60, -60]) expect(pack(namesKnown(), new Map([['reaction.👍', count]]))).toHaveLength(2)
})

test('names that another process wrote are known, new ones are given numbers of their own', () => {
  const names = namesKnown([
    [0, 'views'],
    [300, 'reach'],
  ])
  const counts = new Map([
    ['reach', 2],
    ['clicks', 3],
    ['views', 1],
  ])
  const bytes = pack(names, counts)
  expect(names.unwritten()).toEqual(['clicks'])
  const later = namesKnown([
    [0, 'views'],
    [300, 'reach'],
    [names.idOf('clicks'), 'clicks'],
  ])
  expect(new Map(unpack(later, bytes))).toEqual(counts)
})

test('a name that was never written down is left out, and what follows it is read all the same', () => {
  const names = namesKnown()
  const bytes = pack(
    names,
    new Map([
      ['lost for ever', 9],
      ['views', 4],
    ]),
  )
  expect([...unpack(namesKnown([[1, 'views']]), bytes)]).toEqual([['views', 4]])
})

test('those below a name are told by what follows it', () => {
  const counts = new Map([
    ['click.0', 1],
    ['click.10', 2],
    ['clicks', 3],
  ])
  expect([...below(counts, 'click.')]).toEqual([
    ['0', 1],
    ['10', 2],
  ])
})
