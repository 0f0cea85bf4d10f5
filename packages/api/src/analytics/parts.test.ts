import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from './parts.ts'

const partsWith = (counts: Record<string, number>) =>
  partsOf(new Map(Object.entries(counts).map(([key, count]) => [`reach.country.${key}`, count])), 'reach.country.')

test('the parts come with the most first, and none that is empty', () => {
  expect(partsWith({ CO: 7, FR: 9, SG: 0, ES: 9 })).toEqual([
    { key: 'ES', count: 9, hidden: null },
    { key: 'FR', count: 9, hidden: null },
    { key: 'CO', count: 7, hidden: null },
  ])
  expect(partsWith({})).toEqual([])
})

test('fewer than five are not told, and in an order that tells nothing', () => {
  expect(partsWith({ CO: 5, ES: 2, FR: 4, DE: 3 })).toEqual([
    { key: 'CO', count: 5, hidden: null },
    { key: 'DE', count: null, hidden: 'few' },
    { key: 'ES', count: null, hidden: 'few' },
    { key: 'FR', count: null, hidden: 'few' },
  ])
})

test.each([
  ['a lone small one', { CO: 90, ES: 50, FR: 3 }],
  ['small ones that are each of one reader', { CO: 90, ES: 50, FR: 1, DE: 1 }],
  ['small ones that are each of four', { CO: 90, ES: 50, FR: 4, DE: 4, SG: 4 }],
])('%s can’t be worked out from the whole', (_, counts) => {
  const parts = partsWith(counts)
  expect(parts[0]).toEqual({ key: 'CO', count: 90, hidden: null })
  expect(parts[1]).toEqual({ key: 'ES', count: null, hidden: 'cover' })
  expect(parts.slice(2).map(({ count, hidden }) => [count, hidden])).toEqual(parts.slice(2).map(() => [null, 'few']))
})

test('what isn’t of that kind is left out', () => {
  const counts = new Map([
    ['reach.country.CO', 9],
    ['reach.language.es', 9],
    ['gained.country.FR', 9],
  ])
  expect(partsOf(counts, 'reach.country.')).toEqual([{ key: 'CO', count: 9, hidden: null }])
})

test('no number below five is ever told, and each part is named once', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 30 })), (counts) => {
      const parts = partsWith(counts)
      expect(parts.map(({ key }) => key).toSorted()).toEqual(Object.keys(counts).toSorted())
      for (const { key, count } of parts) if (count !== null) expect([count, count >= 5]).toEqual([counts[key], true])
      const hidden = parts.filter(({ count }) => count === null)
      const isAlone = hidden.length === 1 && parts.length > 1
      expect(isAlone).toBe(false)
    }),
  )
})
