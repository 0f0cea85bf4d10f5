import type { DirectoryEntry } from '@carillon/contract'
import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import { cutPages, groupBy, MAX_PAGES, mostFollowed, PAGE_SIZE } from './lists.ts'

const channel = (part: Partial<DirectoryEntry>) => ({ handle: 'a', followers: 0, ...part }) as DirectoryEntry

test('channels with as many followers stand in a fixed order', () => {
  const list = [channel({ handle: 'c', followers: 1 }), channel({ handle: 'b' }), channel({ handle: 'a' })]
  expect(mostFollowed(list).map((each) => each.handle)).toEqual(['c', 'a', 'b'])
})

test('a channel without a country is on no country’s page', () => {
  const groups = groupBy([channel({ country: null }), channel({ country: 'CO' })], 'country')
  expect([...groups.keys()]).toEqual(['CO'])
})

test('a list is cut into pages up to the last one, and keeps its true total', () => {
  const many = Array.from({ length: PAGE_SIZE * (MAX_PAGES + 2) }, (_, index) => channel({ handle: `h${index}` }))
  const pages = cutPages(many)
  expect(pages).toHaveLength(MAX_PAGES)
  expect(pages.at(-1)).toMatchObject({ number: MAX_PAGES, total: many.length })
  expect(cutPages([])).toEqual([{ items: [], number: 1, pages: 1, total: 0 }])
})

test('a match far into a description is in its excerpt, marked where it is', () => {
  const text = `${'word '.repeat(100)}needle and more`
  const at = text.indexOf('needle')
  const cut = excerpt(text, [[at, at + 6]])
  const [start, end] = cut.ranges[0]!
  expect(cut.text.slice(start, end)).toBe('needle')
  expect(start).toBeLessThan(60)
  expect(excerpt('short', [[0, 5]])).toEqual({ text: 'short', ranges: [[0, 5]] })
})
