import { expect, test } from 'vitest'
import { sourceOf } from './visit.ts'

const HERE = 'https://channels.example'

test.each([
  ['a code', 'qr', null, 'qr'],
  ['a post that was passed on', 'forward', null, 'forward'],
  ['an address that says something else', 'nowhere', null, 'link'],
  ['an address that says more than the page before', 'forward', `${HERE}/search?q=bells`, 'forward'],
  ['nowhere in particular', null, null, 'link'],
  ['another site', null, 'https://news.example/search', 'link'],
  ['the front page', null, `${HERE}/`, 'directory'],
  ['the front page in French', null, `${HERE}/fr`, 'directory'],
  ['a category', null, `${HERE}/es/category/news/2`, 'directory'],
  ['the countries', null, `${HERE}/countries`, 'directory'],
  ['a search', null, `${HERE}/fr/search?q=bells`, 'search'],
  ['Updates', null, `${HERE}/updates`, 'updates'],
  ['another channel', null, `${HERE}/c/gongs`, 'link'],
  ['the console', null, `${HERE}/console/c/bells`, 'link'],
])('whoever comes by %s is counted so', (_, from, referrer, source) => {
  expect(sourceOf(from, referrer === null ? null : new URL(referrer), HERE)).toBe(source)
})
