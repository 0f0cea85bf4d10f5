import { Handle } from '@carillon/contract'
import { describe, expect, test } from 'vitest'
import { countryFromFileName, suggestHandle } from './handles.ts'

const free = () => false

describe('a handle', () => {
  test.each([
    ['Folha de S.Paulo - Em cima da hora - Principal', 'feeds.folha.uol.com.br', 'folha_de_s_paulo_em_cima_da_hora'],
    ['Газета "Коммерсантъ". Главное', 'www.kommersant.ru', 'gazeta_kommersant_glavnoe'],
    ['La Dépêche', null, 'la_depeche'],
    ["L'Équipe", null, 'lequipe'],
    ['頭條日報', null, 'toutiaoribao'],
    ['24', 'feeds.24horas.example.co.uk', 'horas_example'],
    ['!!!', 'rss.home.uol.com.br', 'home_uol'],
    ['R7', 'noticias.r7.com', 'noticias_r7'],
    ['1 2 3', null, 'channel_2'],
    ['', '', 'channel_2'],
    ['Donaudampfschifffahrtsgesellschaftskapitän', null, 'donaudampfschifffahrtsgesellscha'],
  ])('of %j and %j is %s', async (name, host, handle) => {
    expect(await suggestHandle(name, host, free)).toBe(handle)
  })

  test('is numbered where it is taken or reserved, and stays within 32', async () => {
    const had = new Set(['the_bell', 'the_bell_2'])
    expect(await suggestHandle('The Bell', null, (handle) => had.has(handle))).toBe('the_bell_3')
    expect(await suggestHandle('About', null, async () => false)).toBe('about_2')
    const long = await suggestHandle('Folha de S.Paulo em cima da hora', null, (handle) => !/_\d+$/.test(handle))
    expect(long).toBe('folha_de_s_paulo_em_cima_da_2')
  })

  test('is found for ten thousand of one name with few questions each', async () => {
    const had = new Set<string>()
    let questions = 0
    for (let at = 0; at < 10_000; at += 1) {
      const handle = await suggestHandle('Same', null, (wanted) => {
        questions += 1
        return had.has(wanted)
      })
      expect(had.has(handle)).toBe(false)
      had.add(handle)
    }
    expect(had).toContain('same_10000')
    expect(questions / 10_000).toBeLessThan(40)
  })

  test('is valid whatever the name', async () => {
    for (const name of ['\u0000', '🎉🎉', 'a', '_ _ _', '١٢٣', 'x'.repeat(500), 'ẞ', '—'.repeat(50), 'ا ب']) {
      expect(Handle.safeParse(await suggestHandle(name, 'x.example', free)).success, JSON.stringify(name)).toBe(true)
    }
  })
})

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
