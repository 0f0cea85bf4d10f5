import type { SORTS } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
})
afterAll(() => instance.close())

const create = (handle: string, name: string, changes: object = {}) =>
  instance.as(owner).channels.create({ handle, name, category: 'music', ...changes })

/** Handles found, once the index has taken what happened. */
async function found(query: string, filters: object = {}): Promise<string[]> {
  await instance.dispatcher.settle()
  return (await instance.as().directory.search({ query, ...filters })).hits.map((hit) => hit.handle)
}

async function listed(): Promise<string[]> {
  const handles: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { handle: string }[]; nextCursor: string | null } = await instance
      .as()
      .directory.list({ limit: 2, ...(cursor ? { cursor } : {}) })
    handles.push(...page.items.map((item) => item.handle))
    cursor = page.nextCursor
  } while (cursor)
  return handles
}

describe('search follows what happens to a channel', () => {
  test('from its creation through its renaming', async () => {
    await create('quasimodo', 'Notre-Dame Bells')
    expect(await found('quasimodo')).toEqual(['quasimodo'])
    await instance.as(owner).channels.edit({ handle: 'quasimodo', name: 'Zygote Chimes', newHandle: 'zygote' })
    expect(await found('zygote chimes')).toEqual(['zygote'])
    expect(await found('notre-dame')).toEqual([])
  })

  test.each([
    ['unlisted', { listed: false }, { listed: true }],
    ['closed', { access: 'invite' }, { access: 'open' }],
  ] as const)('and finds it no more while it is %s', async (word, away, back) => {
    const handle = `xylo_${word}`
    await create(handle, `Xylophone ${word}`)
    expect(await found(`xylophone ${word}`)).toContain(handle)
    expect(await listed()).toContain(handle)
    await instance.as(owner).channels.edit({ handle, ...away })
    expect(await found(`xylophone ${word}`)).not.toContain(handle)
    expect(await listed()).not.toContain(handle)
    await instance.as(owner).channels.edit({ handle, ...back })
    expect(await found(`xylophone ${word}`)).toContain(handle)
  })

  test('and finds it no more while it is archived', async () => {
    await create('archived_bell', 'Oldenburg')
    expect(await found('oldenburg')).toEqual(['archived_bell'])
    await instance.as(owner).channels.archive({ handle: 'archived_bell', archived: true })
    expect(await found('oldenburg')).toEqual([])
    expect(await listed()).not.toContain('archived_bell')
    await instance.as(owner).channels.archive({ handle: 'archived_bell', archived: false })
    expect(await found('oldenburg')).toEqual(['archived_bell'])
  })

  test('and never finds one that was born hidden', async () => {
    await create('hidden_bell', 'Hiddenburg', { listed: false })
    await create('secret_bell', 'Hiddenburg', { access: 'invite' })
    await create('shown_bell', 'Hiddenburg')
    expect(await found('hiddenburg')).toEqual(['shown_bell'])
  })

  test('and hides it at once, before the index has heard of it', async () => {
    await create('sudden_bell', 'Suddenburg')
    expect(await found('suddenburg')).toEqual(['sudden_bell'])
    await instance.dispatcher.stop()
    await instance.as(owner).channels.edit({ handle: 'sudden_bell', access: 'invite' })
    const { hits } = await instance.as().directory.search({ query: 'suddenburg' })
    expect(hits).toEqual([])
  })
})

describe('a search', () => {
  let other: TestInstance
  beforeAll(async () => {
    other = await openTestInstance()
    const maker = await other.account('maker', { creator: true })
    const { channels, posts } = other.as(maker)
    const make = (handle: string, name: string, rest: object) =>
      channels.create({ handle, name, category: 'news', ...rest })
    await make('folha', 'Folha de S.Paulo', { country: 'BR', language: 'pt' })
    other.clock.now += 1_000
    await make('folha_rio', 'Folha do Rio', { country: 'BR', language: 'pt', category: 'culture' })
    other.clock.now += 1_000
    await make('lemonde', 'Le Monde', { country: 'FR', language: 'fr', description: 'Toute l’actualité' })
    other.clock.now += 1_000
    for (let at = 0; at < 30; at += 1) await make(`paper_${at}`, `Paper ${at}`, { country: 'SG', language: 'en' })
    for (let at = 0; at < 3; at += 1)
      await posts.publish({ handle: 'lemonde', content: { kind: 'text', text: 'Ding' } })
    for (let at = 0; at < 2; at += 1) await appRouter.createCaller(other.ctx()).follows.follow({ handle: 'folha_rio' })
    await other.dispatcher.settle()
  })
  afterAll(() => other.close())
  const search = (input: object) => other.as().directory.search({ query: '', ...input })
  const first = async (sort: (typeof SORTS)[number]) => (await search({ sort })).hits[0]!.handle

  test('forgives swapped letters, and says what matched', async () => {
    const { hits } = await search({ query: 'fohla paulo' })
    expect(hits[0]).toMatchObject({ handle: 'folha', name: 'Folha de S.Paulo' })
    const [start, end] = hits[0]!.matches.name[0]!
    expect(hits[0]!.name.slice(start, end)).toBe('Folha')
  })

  test('filters by country, language and category together', async () => {
    const handles = async (filters: object) =>
      (await search({ query: 'folha', ...filters })).hits.map((hit) => hit.handle)
    expect((await handles({ country: 'BR' })).toSorted()).toEqual(['folha', 'folha_rio'])
    expect(await handles({ country: 'br', language: 'PT', category: 'culture' })).toEqual(['folha_rio'])
    expect(await handles({ country: 'FR' })).toEqual([])
  })

  test('counts what each filter would leave', async () => {
    const { facets, total } = await search({})
    expect(total).toBe(33)
    expect(facets.country).toMatchObject({ BR: 2, FR: 1, SG: 30 })
    expect(facets.category).toMatchObject({ culture: 1, news: 32 })
  })

  test('puts first the most active, the most followed or the newest, as asked', async () => {
    expect([await first('active'), await first('followed')]).toEqual(['lemonde', 'folha_rio'])
    expect(await first('newest')).toMatch(/^paper_/)
  })

  test('goes on from its cursor to the end, each channel once', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await search({ sort: 'newest', limit: 10, ...(cursor ? { cursor } : {}) })
      seen.push(...page.hits.map((hit) => hit.handle))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(33)
    expect(new Set(seen).size).toBe(33)
  })

  test.each(['-1', 'x', '1.5', '100000', 'NaN', '1e9'])('refuses the cursor %j', async (cursor) => {
    await expect(search({ cursor })).rejects.toMatchObject({ cause: { code: 'input.invalid' } })
  })

  test('shows the channel as it is in the database, whatever the index holds', async () => {
    await other.dispatcher.stop()
    await appRouter.createCaller(other.ctx()).follows.follow({ handle: 'lemonde' })
    expect((await search({ query: 'monde' })).hits).toMatchObject([{ handle: 'lemonde', followers: 1 }])
  })
})

test('an engine that fails is told as resting, and costs nothing but the search', async () => {
  const broken = await openTestInstance()
  const search = () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:7700'))
  const ctx = { ...broken.ctx(), search: { ...broken.core.search, search } }
  const asked = appRouter.createCaller(ctx).directory.search({ query: 'bells' })
  await expect(asked).rejects.toMatchObject({ cause: { code: 'server.search_unavailable' } })
  expect(await appRouter.createCaller(ctx).directory.list({})).toEqual({ items: [], nextCursor: null })
  await broken.close()
})

test('the directory lists each channel once, with its live posts counted', async () => {
  const fresh = await openTestInstance()
  const maker = await fresh.account('maker', { creator: true })
  for (let at = 0; at < 7; at += 1) {
    await fresh.as(maker).channels.create({ handle: `bells_${at}`, name: `Bells ${at}`, category: 'music' })
  }
  const post = await fresh.as(maker).posts.publish({ handle: 'bells_3', content: { kind: 'text', text: 'Ding' } })
  const activity = async () => (await fresh.as().directory.list({})).items.map((item) => item.activity)
  expect(await activity()).toEqual([0, 0, 0, 1, 0, 0, 0])
  fresh.clock.now = post.expiresAt
  expect(await activity()).toEqual([0, 0, 0, 0, 0, 0, 0])
  await fresh.close()
})
