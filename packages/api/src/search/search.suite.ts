import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchAnswer, SearchDocument, SearchEngine, SearchQuery } from '../core/ports.ts'
import { CHANNELS, channel, inBatches, realNames } from './search.fixture.ts'

/** A server's indexing takes its time on a busy machine. */
const LOADING = 60_000
const WAITS = { timeout: 30_000 }

/** What every search engine does. `create` gives an empty one. */
export function describeSearchEngine(name: string, create: () => Promise<SearchEngine>) {
  describe(`${name} answers`, WAITS, () => {
    const { ask, find, marked } = withChannels(create, CHANNELS)

    test('the empty query with every channel, the most followed first', async () => {
      const answer = await ask({ query: '', limit: 50 })
      expect(answer.total).toBe(CHANNELS.length)
      expect(answer.hits.map((hit) => hit.id)).toEqual(CHANNELS.slice(0, 50).map((document) => document.id))
      expect(answer.hits[0]?.matches).toEqual({ name: [], handle: [], description: [] })
    })

    test.each([
      ['folha', 'folha'],
      ['em cima', 'folha'],
      ['Brasilia', 'jornal_brasilia'],
      ['PAIS', 'el_pais'],
      ['pai\u0301s', 'el_pais'],
      ['excelsior', 'excelsior'],
      ['suddeutsche', 'sz'],
      ['hurriyet', 'hurriyet'],
      ['tuoi tre', 'tuoi_tre'],
      ['новая', 'novaya_gazeta'],
      ['МАРИЙСКАЯ', 'zvezda'],
      ['καθημερινη', 'kathimerini'],
      ['朝日', 'asahi'],
      ['新聞デジタル', 'asahi'],
      ['聯合早報', 'zaobao'],
      ['bridge', 'bridge'],
      ['조선일보', 'chosun'],
      ['الاهرام', 'ahram'],
      ['الجزيره', 'aljazeera'],
      ['جزيرة', 'aljazeera'],
      ['تابناک', 'tabnak'],
      ['خبرگزاري', 'mehr'],
      ['הארץ', 'haaretz'],
      ['ไทยรัฐ', 'thairath'],
      ['भास्कर', 'bhaskar'],
      ['প্রথম', 'prothom_alo'],
      ['தினமலர்', 'dinamalar'],
      ['ఈనాడు', 'eenadu'],
      ['മനോരമ', 'manorama'],
      ['አዲስ', 'addis_zemen'],
      ['հայաստանի', 'hayastan'],
      ['ამბები', 'ambebi'],
    ])('“%s” with %s first, whatever the case, the accents and the script', async (query, handle) => {
      expect((await find(query))[0]).toBe(handle)
    })

    test.each([
      ['fol', 'folha'],
      ['straits t', 'straits_times'],
      ['коммер', 'kommersant'],
      ['καθημ', 'kathimerini'],
      ['朝', 'asahi'],
      ['조선', 'chosun'],
      ['الجز', 'aljazeera'],
      ['ידיע', 'yedioth'],
      ['भास्', 'bhaskar'],
      ['தினம', 'dinamalar'],
    ])('“%s”, still being typed, with %s first', async (query, handle) => {
      expect((await find(query))[0]).toBe(handle)
    })

    test.each([
      ['fohla', 'folha'],
      ['flha', 'folha'],
      ['folhaa', 'folha'],
      ['gaurdian', 'guardian'],
      ['mavrick', 'daily_maverick'],
      ['rzeczpospoilta', 'rzeczpospolita'],
      ['комерсант', 'kommersant'],
      ['укарїнська', 'pravda_ua'],
      ['καθιμερινη', 'kathimerini'],
      ['朝日新間', 'asahi'],
      ['조선일뵤', 'chosun'],
      ['الجزرية', 'aljazeera'],
      ['تابانک', 'tabnak'],
      ['ידעיות', 'yedioth'],
      ['ไทยรฐ', 'thairath'],
      ['भासकर', 'bhaskar'],
      ['தினமர்', 'dinamalar'],
    ])('“%s”, mistyped, with %s first', async (query, handle) => {
      expect((await find(query))[0]).toBe(handle)
    })

    test('half of a mistyped word with the channel that it is becoming', async () => {
      expect((await find('rzezcpos'))[0]).toBe('rzeczpospolita')
    })

    test('words in any order, and all of them', async () => {
      expect(await find('times irish')).toEqual(['irish_times'])
    })

    test('the words that it knows where no channel has them all', async () => {
      expect((await find('maverick zzzzqqq'))[0]).toBe('daily_maverick')
    })

    test('nothing to what is nowhere', async () => {
      expect(await ask({ query: 'zzzzqqqxxx' })).toMatchObject({ hits: [], total: 0 })
    })

    test('mere punctuation with nothing', async () => {
      expect(await ask({ query: '!!!' })).toMatchObject({ hits: [], total: 0 })
    })

    test('names run together, and the parts of such names', async () => {
      expect((await find('deutschewelle'))[0]).toBe('deutsche_welle')
      expect((await find('journal ie'))[0]).toBe('the_journal')
    })

    test('only what passes the filters', async () => {
      expect(await find('', { country: 'CO' })).toEqual(['el_tiempo', 'el_espectador', 'caracol_radio'])
      expect(await find('', { country: 'CO', category: 'politics' })).toEqual(['el_espectador'])
      expect(await find('', { language: 'zh', country: 'SG' })).toEqual(['zaobao'])
      expect(await find('', { language: 'es', country: 'CO', category: 'politics' })).toEqual(['el_espectador'])
      expect(await find('times', { country: 'NG' })).toEqual(['premium_times'])
    })

    test('a filter as it is written, never as a filter language', async () => {
      expect(await find('', { country: 'FR" OR country = "BR' })).toEqual([])
      expect(await find('', { language: "fr' OR language EXISTS OR language = '" })).toEqual([])
      expect(await find('', { language: 'fr\\' })).toEqual([])
    })

    test('counts of every further choice, under the other filters', async () => {
      const { facets, total } = await ask({ query: '', country: 'CO', category: 'news' })
      expect(total).toBe(2)
      expect(facets.category).toEqual({ news: 2, politics: 1 })
      expect(facets.country).toMatchObject({ CO: 2, BR: 2, FR: 2, SG: 3, IN: 6 })
      expect(facets.language).toEqual({ es: 2 })
    })

    test('counts of what the query finds', async () => {
      const { facets } = await ask({ query: 'gazeta wyborcza' })
      expect(facets).toEqual({ category: { news: 1 }, country: { PL: 1 }, language: { pl: 1 } })
    })

    test('in each of the four orders', async () => {
      const by = (key: 'followers' | 'activity' | 'createdAt') =>
        CHANNELS.toSorted((a, b) => b[key] - a[key] || b.followers - a.followers).map((document) => document.handle)
      expect(await find('', { sort: 'active', limit: 10 })).toEqual(by('activity').slice(0, 10))
      expect(await find('', { sort: 'followed', limit: 10 })).toEqual(by('followers').slice(0, 10))
      expect(await find('', { sort: 'newest', limit: 10 })).toEqual(by('createdAt').slice(0, 10))
      expect((await find('times', { sort: 'newest' }))[0]).toBe('premium_times')
    })

    test('page by page, every channel once', async () => {
      const seen: string[] = []
      for (let offset = 0; offset < CHANNELS.length; offset += 20) {
        seen.push(...(await find('', { offset, limit: 20, sort: 'active' })))
      }
      expect(seen.toSorted()).toEqual(CHANNELS.map((document) => document.handle).toSorted())
      expect(await ask({ query: '', offset: 1_000 })).toMatchObject({ hits: [], total: CHANNELS.length })
    })

    test.each([
      ['folha', 'folha', '[Folha] de S.Paulo - Em cima da hora - Principal'],
      ['straits tim', 'straits_times', 'The [Straits] [Tim]es'],
      ['excelsior', 'excelsior', '[Excélsior]'],
      ['fohla', 'folha', '[Folha] de S.Paulo - Em cima da hora - Principal'],
      ['朝日', 'asahi', '[朝日]新聞デジタル'],
      ['headline', 'headline', '頭條日報 [Headline] Daily'],
      ['tabnak', 'tabnak', 'تابناک | [TABNAK]'],
      ['ידיעות', 'yedioth', '[ידיעות] אחרונות'],
    ])('“%s” marking what matched in %s: %s', async (query, handle, expected) => {
      expect(await marked(query, handle)).toBe(expected)
    })

    test.each([
      '"',
      '""',
      '-',
      '-folha',
      '"folha',
      '!!!',
      '()',
      'AND OR NOT',
      '*',
      '\\',
      '\u{1F600}',
      'a'.repeat(200),
      '朝日'.repeat(100),
      'x '.repeat(100),
    ])('the odd query “%s” without failing', async (query) => {
      const answer = await ask({ query })
      expect(answer.total).toBeGreaterThanOrEqual(answer.hits.length)
    })

    test('quotes and dashes as the punctuation that they are', async () => {
      expect((await find('-folha'))[0]).toBe('folha')
      expect((await find('"folha hora"'))[0]).toBe('folha')
    })

    test('many at once', async () => {
      const answers = await Promise.all(CHANNELS.map(({ handle }) => find(handle.replaceAll('_', ' '))))
      expect(answers.every((handles) => handles.length > 0)).toBe(true)
    })
  })

  describe(`${name} ranks`, WAITS, () => {
    const { find, marked, ask } = withChannels(create, [
      channel({ handle: 'in_description', name: 'Morning', description: 'All about aurora', followers: 900 }),
      channel({ handle: 'aurora', name: 'Northern lights', followers: 500 }),
      channel({ handle: 'in_name', name: 'Aurora tonight', followers: 10 }),
      channel({ handle: 'mistyped_name', name: 'Aurroa tonight', followers: 9_000 }),
      channel({ handle: 'small', name: 'Harbour bulletin', followers: 5, activity: 90 }),
      channel({ handle: 'big', name: 'Harbour bulletin', followers: 50, activity: 1 }),
      channel({ handle: 'big_busy', name: 'Harbour bulletin', followers: 50, activity: 2 }),
      channel({ handle: 'longer', name: 'Tidelands gazette', followers: 9_000 }),
      channel({ handle: 'whole', name: 'Tide gazette', followers: 1 }),
      channel({ handle: 'family', name: '👩‍👩‍👧 Ñandú\u0301 café', description: '🎉 Le Cafe\u0301 du Nord\nand more' }),
    ])

    test('names above handles, handles above descriptions, and mistyped names last', async () => {
      expect(await find('aurora')).toEqual(['in_name', 'aurora', 'in_description', 'mistyped_name'])
    })

    test('equal matches by followers, then by activity', async () => {
      expect(await find('harbour')).toEqual(['big_busy', 'big', 'small'])
    })

    test('a whole word above the beginning of a longer one', async () => {
      expect(await find('tide')).toEqual(['whole', 'longer'])
    })

    test('and marks handles and descriptions too', async () => {
      const { hits } = await ask({ query: 'aurora' })
      expect(hits[1]?.matches.handle).toEqual([[0, 6]])
      expect(hits[2]?.matches.description).toEqual([[10, 16]])
    })

    test('and marks in UTF-16 offsets, no letter cut from its accent', async () => {
      expect(await marked('cafe', 'family')).toBe('👩‍👩‍👧 Ñandú\u0301 [café]')
      expect(await marked('cafe', 'family', 'description')).toBe('🎉 Le [Cafe\u0301] du Nord\nand more')
      expect(await marked('caf', 'family', 'description')).toBe('🎉 Le [Caf]e\u0301 du Nord\nand more')
    })
  })

  describe(`${name} keeps in step`, WAITS, () => {
    let engine: SearchEngine
    const handles = async (query: string) => {
      const answer = await engine.search({ query, sort: 'relevant', limit: 50, offset: 0 })
      return answer.hits.map((hit) => hit.id.slice(4))
    }
    beforeAll(async () => {
      engine = await create()
    }, LOADING)
    afterAll(() => engine.close())

    test('an empty index finds nothing and doesn’t fail', async () => {
      expect(await engine.count()).toBe(0)
      expect(await handles('')).toEqual([])
      expect(await handles('anything')).toEqual([])
    })

    test('a channel is found as soon as it is handed over', async () => {
      await engine.upsert([channel({ handle: 'lantern', name: 'The Lantern' })])
      expect(await handles('lantern')).toEqual(['lantern'])
      expect(await engine.count()).toBe(1)
    })

    test('a renamed channel is found by its new name only', async () => {
      await engine.upsert([channel({ handle: 'beacon', id: 'chn_lantern', name: 'The Beacon' })])
      expect(await handles('beacon')).toEqual(['lantern'])
      expect(await handles('lantern')).toEqual([])
      expect(await engine.count()).toBe(1)
    })

    test('new counts change the order', async () => {
      const first = channel({ handle: 'first', name: 'Quarry notes', followers: 2 })
      const second = channel({ handle: 'second', name: 'Quarry notes', followers: 1 })
      await engine.upsert([first, second])
      expect(await handles('quarry')).toEqual(['first', 'second'])
      await engine.upsert([{ ...second, followers: 3 }])
      expect(await handles('quarry')).toEqual(['second', 'first'])
    })

    test('a removed channel is found no more, and removing it again is no error', async () => {
      await engine.remove(['chn_first', 'chn_second', 'chn_never_was'])
      await engine.remove(['chn_first'])
      expect(await handles('quarry')).toEqual([])
      expect(await engine.count()).toBe(1)
    })

    test('a compacted index finds what it found', async () => {
      await engine.compact()
      expect(await handles('beacon')).toEqual(['lantern'])
      expect(await handles('quarry')).toEqual([])
      expect(await engine.count()).toBe(1)
    })

    test('nothing to do is done', async () => {
      await engine.upsert([])
      await engine.remove([])
      expect(await engine.count()).toBe(1)
    })

    test('a rebuilt index holds exactly what it was given, and never less while it is rebuilt', async () => {
      await engine.rebuild(inBatches([channel({ handle: 'steady', name: 'Steady hand' })]))
      expect(await handles('beacon')).toEqual([])
      const during: string[][] = []
      await engine.rebuild(
        (async function* () {
          yield [channel({ handle: 'steady', name: 'Steady hand' })]
          during.push(await handles('steady'))
          yield [channel({ handle: 'fresh', name: 'Fresh paint' })]
          during.push(await handles('steady'))
        })(),
      )
      expect(during).toEqual([['steady'], ['steady']])
      expect(await handles('fresh')).toEqual(['fresh'])
      expect(await handles('frehs')).toEqual(['fresh'])
      const filtered = { query: '', country: 'FR', sort: 'newest', limit: 5, offset: 0 } as const
      expect(await engine.search(filtered)).toMatchObject({ hits: [], total: 0, facets: { category: {} } })
      expect(await engine.count()).toBe(2)
    })

    test('what changes during a rebuild is newer than what the rebuild read', async () => {
      await engine.rebuild(
        (async function* () {
          await engine.upsert([
            channel({ handle: 'renamed', name: 'After' }),
            channel({ handle: 'added', name: 'Added' }),
          ])
          await engine.remove(['chn_gone'])
          yield [channel({ handle: 'renamed', name: 'Before' }), channel({ handle: 'gone', name: 'Gone' })]
        })(),
      )
      expect((await handles('')).toSorted()).toEqual(['added', 'renamed'])
      expect(await handles('after')).toEqual(['renamed'])
    })

    test('a rebuild that can’t read on leaves the index as it was', async () => {
      const broken = engine.rebuild(
        (async function* () {
          yield [channel({ handle: 'half', name: 'Half' })]
          throw new Error('the database is away')
        })(),
      )
      await expect(broken).rejects.toThrow('the database is away')
      expect((await handles('')).toSorted()).toEqual(['added', 'renamed'])
      await engine.rebuild(inBatches([]))
      expect(await engine.count()).toBe(0)
    })
  })

  const names = realNames()
  if (names.length === 0) console.info(`Skipped: ${name} among 259 real channels, as ../shared/data/opml is absent.`)
  describe.skipIf(names.length === 0)(`${name} among the 259 channels of ../shared/data/opml answers`, () => {
    const documents = names.map((real, index) => channel({ handle: `c${index}`, name: real }))
    const { ask } = withChannels(create, documents)

    test.each([
      ['fohla', /^Folha de S\.Paulo/],
      ['комерсант', /Коммерсантъ/],
      ['朝日', /^朝日/],
      ['تابناک', /^تابناک/],
    ])('“%s” with %s first', async (query, first) => {
      expect(documents).toHaveLength(259)
      const { hits } = await ask({ query })
      expect(documents.find((document) => document.id === hits[0]?.id)?.name).toMatch(first)
    })
  })
}

function withChannels(create: () => Promise<SearchEngine>, documents: SearchDocument[]) {
  let engine: SearchEngine
  beforeAll(async () => {
    engine = await create()
    await engine.rebuild(inBatches(documents))
  }, LOADING)
  afterAll(() => engine.close())

  const handleOf = (id: string) => documents.find((document) => document.id === id)?.handle
  const ask = (query: Partial<SearchQuery> & { query: string }): Promise<SearchAnswer> =>
    engine.search({ sort: 'relevant', limit: 20, offset: 0, ...query })
  return {
    ask,
    find: async (query: string, more: Partial<SearchQuery> = {}) =>
      (await ask({ query, ...more })).hits.map((hit) => handleOf(hit.id) ?? hit.id),
    /** A text of the hit with brackets around what matched. */
    marked: async (query: string, handle: string, field: 'name' | 'description' = 'name') => {
      const document = documents.find((one) => one.handle === handle)!
      const ranges = (await ask({ query })).hits.find((hit) => hit.id === document.id)?.matches[field] ?? []
      return ranges
        .toReversed()
        .reduce(
          (text, [start, end]) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
          document[field],
        )
    },
  }
}
