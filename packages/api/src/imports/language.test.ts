import { describe, expect, test } from 'vitest'
import { detectLanguage } from './language.ts'
import { REAL, readReal, readWhole, SKIPPED } from './reading.testing.ts'
import { countryFromFileName } from './countries.ts'

test.each([
  ['Jornal de Brasília', 'Informação e opinião sobre a cidade e o país', 'BR', 'pt'],
  ['Le Monde', 'Toute l’actualité en continu : politique, économie, sport', null, 'fr'],
  ['朝日新聞デジタル', '', 'JP', 'ja'],
  ['頭條日報 Headline Daily', '', 'HK', 'zh'],
  ['ઈન્ડિયા | દિવ્ય ભાસ્કર', 'Latest National News and News Headlines today at our site', 'IN', 'gu'],
  ['Suara.com', 'Kumpulan Kabar Berita Terkini', 'ID', 'id'],
  // Indonesian or Malay, and nobody says where.
  ['Suara.com', 'Kumpulan Kabar Berita Terkini', null, null],
  // In English, about a paper that isn't.
  ['Navbharat Times', 'A Hindi news portal that brings the latest news and headlines', 'IN', null],
  ['UOL', '', 'BR', null],
  ['www.rp.pl RSS', '', 'PL', null],
  ['12345 !!!', '', null, null],
  ['', '', null, null],
])('%s, %s (%s) is in %s', async (name, description, country, language) => {
  expect(await detectLanguage(name, description, country)).toBe(language)
})

/** What each file's channels are written in, by people who looked; a line that isn't as the rest; `null`: can't be told. */
const JUDGED: Record<string, [most: string | null, but?: Record<number, string | null>]> = {
  Australia: ['en'],
  Bangladesh: ['bn', { 9: 'en', 11: 'en' }],
  Brazil: ['pt', { 13: 'en', 14: 'en' }],
  Canada: ['en', { 16: 'fr' }],
  France: ['fr', { 9: null, 11: 'en' }],
  Germany: ['de', { 13: null }],
  'Hong Kong SAR China': ['en', { 11: 'zh', 12: 'zh' }],
  India: [
    'en',
    { 31: 'gu', 32: 'mr', 33: 'mr', 34: 'mr', 38: 'hi', 39: 'hi', 40: 'hi', 41: 'hi', 42: 'hi', 43: 'hi', 44: 'gu' },
  ],
  Indonesia: ['id'],
  Iran: ['fa'],
  Ireland: ['en'],
  Italy: ['it', { 10: 'en', 19: 'en' }],
  Japan: ['en', { 13: 'ja', 15: 'ja', 16: 'ja' }],
  Mexico: ['es', { 9: 'en', 20: 'en' }],
  'Myanmar (Burma)': [null, { 11: 'my' }],
  Nigeria: ['en'],
  Pakistan: ['en', { 11: 'ur', 14: 'ur', 15: 'ur' }],
  Philippines: ['en', { 24: 'tl' }],
  Poland: ['pl'],
  Russia: ['ru', { 15: 'en', 17: 'en', 18: 'en', 19: 'en', 21: 'en' }],
  'South Africa': ['en'],
  Spain: ['es', { 9: 'en', 16: 'en', 17: 'en' }],
  Ukraine: ['ru', { 9: null, 13: 'uk', 14: 'uk', 18: 'uk', 19: 'uk' }],
  'United Kingdom': ['en'],
  'United States': ['en'],
}

describe.skipIf(SKIPPED)(`channels of real broadcasters${SKIPPED}`, () => {
  test('are left open rather than taken for another language', async () => {
    const found = { right: 0, wrong: [] as string[], open: 0 }
    for (const file of REAL) {
      const { rows } = await readWhole(file, readReal(file).bytes)
      for (const { line, name, description } of rows) {
        const [most, but = {}] = JUDGED[file.replace('.opml', '')]!
        const judged = line in but ? but[line]! : most
        if (!judged) continue
        const language = await detectLanguage(name, description, countryFromFileName(file))
        if (!language) found.open += 1
        else if (language === judged) found.right += 1
        else found.wrong.push(`${file}:${line} ${name}: ${language}`)
      }
    }
    expect([found.right, found.wrong.length, found.open], found.wrong.join('\n')).toEqual([172, 6, 76])
  })
})
