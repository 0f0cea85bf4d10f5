import { expect, test } from 'vitest'
import { readSearch, writeSearch } from './state.ts'

test('a search survives its address, in any script', () => {
  const state = { query: '東京 café & “x”', category: 'news', country: 'JP', language: '', sort: 'newest' } as const
  expect(readSearch(writeSearch(state))).toEqual(state)
})

test('the address of a search for everything is bare', () => {
  expect(writeSearch(readSearch(''))).toBe('')
  expect(writeSearch(readSearch('?q=%20&sort=relevant'))).toBe('')
})

test('an order that there is not is the usual one', () => {
  expect(readSearch('?sort=loudest').sort).toBe('relevant')
})
