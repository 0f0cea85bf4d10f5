import { CATEGORIES } from '@carillon/contract'
import { expect, test } from 'vitest'
import { categoryOf, firstCategory } from './categories.ts'

test.each([
  ['Technology', 'technology'],
  ['Tech News', 'technology'],
  ['World News', 'news'],
  ['Santé', 'health'],
  ['Économie', 'business'],
  ['Deportes', 'sports'],
  ['Educação', 'education'],
  ['Jeux vidéo', 'games'],
  ['Umwelt', 'nature'],
  ['Bücher', 'books'],
  ['Universitäten', 'education'],
  ['Food & Drink', 'food'],
  ['Brazil', null],
  ['', null],
  ['constructor', null],
])('a group called %s is of %s', (name, category) => {
  expect(categoryOf(name)).toBe(category)
})

test('every category is found by its own name', () => {
  expect(CATEGORIES.map(categoryOf)).toEqual(CATEGORIES)
})

test('of several names the first that says something counts', () => {
  expect(firstCategory(['Favourites', 'Cricket', 'News'])).toBe('sports')
  expect(firstCategory(['Favourites'])).toBeNull()
})
