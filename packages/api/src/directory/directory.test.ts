import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>

beforeAll(async () => {
  instance = await openTestInstance()
  owner = await instance.account('owner', { creator: true })
  const { channels, posts } = instance.as(owner)
  await channels.create({ handle: 'ferries', name: 'Harbour Ferries', category: 'travel', country: 'SG', language: 'en' })
  await channels.create({ handle: 'farine', name: 'La Farine', category: 'food', country: 'FR', language: 'fr' })
  await channels.create({ handle: 'hidden', name: 'Harbour Hidden', category: 'travel', listed: false })
  await channels.create({ handle: 'closed', name: 'Harbour Closed', category: 'travel', access: 'invite' })
  for (const text of ['One', 'Two']) await posts.publish({ handle: 'farine', content: { kind: 'text', text } })
  await instance.dispatcher.settle()
})
afterAll(() => instance.close())

const search = (input: Parameters<ReturnType<TestInstance['as']>['directory']['search']>[0] = {}) =>
  instance.as().directory.search(input)
const handles = async (input = {}) => (await search(input)).hits.map((hit) => hit.handle)

test('search finds what is listed and open, and nothing else', async () => {
  expect(await handles({ query: 'harbour' })).toEqual(['ferries'])
  expect((await handles()).toSorted()).toEqual(['farine', 'ferries'])
})

test('a rename is found under its new name only', async () => {
  await instance.as(owner).channels.edit({ handle: 'ferries', name: 'Boats of the Bay' })
  await instance.dispatcher.settle()
  expect(await handles({ query: 'boats' })).toEqual(['ferries'])
  expect(await handles({ query: 'harbour' })).toEqual([])
})

test('filters narrow, and facets say what the other filters leave', async () => {
  expect(await handles({ category: 'food' })).toEqual(['farine'])
  const { facets, total } = await search({ country: 'FR' })
  expect({ facets, total }).toEqual({
    facets: { category: { food: 1 }, country: { SG: 1, FR: 1 }, language: { fr: 1 } },
    total: 1,
  })
})

test('live posts are what makes a channel active, until they expire', async () => {
  expect(await handles({ sort: 'active' })).toEqual(['farine', 'ferries'])
  const activity = async () => {
    const { items } = await instance.as().directory.list()
    return Object.fromEntries(items.map((item) => [item.handle, item.activity]))
  }
  expect(await activity()).toEqual({ farine: 2, ferries: 0 })
  const before = instance.clock.now
  instance.clock.now += 31 * 86_400_000
  expect(await activity()).toEqual({ farine: 0, ferries: 0 })
  instance.clock.now = before
})

test('an archived channel leaves the directory and comes back', async () => {
  await instance.as(owner).channels.archive({ handle: 'farine', archived: true })
  await instance.dispatcher.settle()
  expect(await handles()).toEqual(['ferries'])
  await instance.as(owner).channels.archive({ handle: 'farine', archived: false })
  await instance.dispatcher.settle()
  expect((await handles()).toSorted()).toEqual(['farine', 'ferries'])
})

test('a place in the list that is none is refused', async () => {
  await expect(search({ cursor: 'elsewhere' })).rejects.toMatchObject({ cause: { code: 'input.invalid' } })
})
