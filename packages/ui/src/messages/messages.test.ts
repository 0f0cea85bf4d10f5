import { expect, test } from 'vitest'
import { COMMON, COUNTING, DIRECTORY, ERASURE, YOU } from './index.ts'
import { en as consoleEn } from './console/en.ts'
import { es as consoleEs } from './console/es.ts'
import { fr as consoleFr } from './console/fr.ts'

const AREAS = {
  common: COMMON,
  directory: DIRECTORY,
  you: YOU,
  erasure: ERASURE,
  counting: COUNTING,
  console: { en: consoleEn, fr: consoleFr, es: consoleEs },
}

function paths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}.${key}`))
}

test.each(Object.entries(AREAS))('every language says all that %s needs', (_, catalogue) => {
  expect(paths(catalogue.fr)).toEqual(paths(catalogue.en))
  expect(paths(catalogue.es)).toEqual(paths(catalogue.en))
})

test('counts follow the rules of each language', () => {
  const followers = (locale: keyof typeof COMMON, n: number) => COMMON[locale].channel.followers(n)
  expect([0, 1, 2, 12_345].map((n) => followers('en', n))).toEqual([
    '0 followers',
    '1 follower',
    '2 followers',
    '12,345 followers',
  ])
  expect([0, 1, 2].map((n) => followers('fr', n))).toEqual(['0 abonné', '1 abonné', '2 abonnés'])
  expect([0, 1, 2].map((n) => followers('es', n))).toEqual(['0 seguidores', '1 seguidor', '2 seguidores'])
  expect(followers('es', 2_000_000)).toMatch(/ de seguidores$/)
})

test('a number sign in what was searched for stays as it is', () => {
  expect(DIRECTORY.en.search.resultsFor(3, '#jazz')).toBe('3 channels for “#jazz”')
})
