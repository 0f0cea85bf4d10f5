import { describe, expect, test } from 'vitest'
import { countryFromFileName, countryOf, languageOf } from './countries.ts'

describe('the country of a file', () => {
  test.each([
    ['Brazil.opml', 'BR'],
    ['/data/South Africa.opml', 'ZA'],
    ['Hong Kong SAR China.opml', 'HK'],
    ['hong kong.xml', 'HK'],
    ['Myanmar (Burma).opml', 'MM'],
    ['United States.opml', 'US'],
    ['Côte d’Ivoire.opml', 'CI'],
    ["Cote d'Ivoire.opml", 'CI'],
    ['Türkiye.opml', 'TR'],
    ['The Netherlands.opml', 'NL'],
    ['Trinidad and Tobago.opml', 'TT'],
    ['my-podcasts.opml', null],
    ['.opml', null],
  ])('%s: %s', (file, code) => {
    expect(countryFromFileName(file)).toBe(code)
  })
})

test('a country is told by its code, in either case, or by its English name', () => {
  expect(['BR', ' br ', 'Brazil', 'UK', 'Côte d’Ivoire'].map(countryOf)).toEqual(['BR', 'BR', 'BR', 'GB', 'CI'])
  expect(['', 'XX', 'Atlantis', '__proto__', '12'].map(countryOf)).toEqual([null, null, null, null, null])
})

test('the language of a country is the one most speak there', () => {
  expect(['BR', 'IR', 'PH', 'ID'].map(languageOf)).toEqual(['pt', 'fa', 'tl', 'id'])
})
