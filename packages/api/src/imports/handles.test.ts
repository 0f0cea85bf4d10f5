import { Handle } from '@carillon/contract'
import { describe, expect, test } from 'vitest'
import { freeHandle, suggestHandle } from './handles.ts'

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
    ['1 2 3', null, 'channel'],
    ['', '', 'channel'],
    ['Donaudampfschifffahrtsgesellschaftskapitän', null, 'donaudampfschifffahrtsgesellscha'],
  ])('of %j and %j is %s', (name, host, handle) => {
    expect(suggestHandle(name, host)).toBe(handle)
  })

  test('is numbered where it is taken or reserved, and stays within 32', async () => {
    const had = new Set(['the_bell', 'the_bell_2'])
    const free = (wanted: string, taken: (handle: string) => boolean) =>
      freeHandle(wanted, async (handle) => taken(handle), new Map())
    expect(await free('the_bell', (handle) => had.has(handle))).toBe('the_bell_3')
    expect(await free('tower', () => false)).toBe('tower')
    expect(await free('about', () => false)).toBe('about_2')
    expect(await free('folha_de_s_paulo_em_cima_da_hora', (handle) => !/_\d+$/.test(handle))).toBe(
      'folha_de_s_paulo_em_cima_da_2',
    )
  })

  test('is found for ten thousand of one name with two questions each', async () => {
    const had = new Set<string>(['same_2', 'same_77'])
    let questions = 0
    const last = new Map<string, number>()
    const ask = async (wanted: string) => {
      questions += 1
      return had.has(wanted)
    }
    for (let at = 0; at < 10_000; at += 1) {
      const handle = await freeHandle('same', ask, last)
      expect(had.has(handle)).toBe(false)
      had.add(handle)
    }
    expect(had).toContain('same_10002')
    expect(questions).toBeLessThan(20_000)
  })

  test('is found among ten thousand that were there before with few questions', async () => {
    let questions = 0
    const handle = await freeHandle(
      'same',
      async (wanted) => {
        questions += 1
        return Number(/\d+$/.exec(wanted)?.[0] ?? 1) <= 10_000
      },
      new Map(),
    )
    expect(handle).toBe('same_10001')
    expect(questions).toBeLessThan(40)
  })

  test('is valid whatever the name', () => {
    for (const name of ['\u0000', '🎉🎉', 'a', '_ _ _', '١٢٣', 'x'.repeat(500), 'ẞ', '—'.repeat(50), 'ا ب']) {
      expect(Handle.safeParse(suggestHandle(name, 'x.example')).success, JSON.stringify(name)).toBe(true)
    }
  })
})
