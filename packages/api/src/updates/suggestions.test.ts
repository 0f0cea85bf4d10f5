import type { Category } from '@carillon/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSearch } from '../directory/indexing.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let team: ReturnType<TestInstance['as']>

beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  team = instance.as(await instance.account('owner', { creator: true }))
  await make('bells', 'music', 'en', 'GB', 1)
  await make('gongs', 'music', 'en', 'SG', 2)
  await make('chimes', 'music', 'en', 'GB', 1)
  await make('cloches', 'music', 'fr', 'FR', 9)
  await make('goals', 'sports', 'en', 'GB', 30)
  await make('recipes', 'food', 'es', 'CO', 40)
  await make('unlisted', 'music', 'en', 'GB', 50)
  await team.channels.edit({ handle: 'unlisted', listed: false })
  await make('invited', 'music', 'en', 'GB', 50)
  await team.channels.edit({ handle: 'invited', access: 'invite' })
  await make('archived', 'music', 'en', 'GB', 50)
  await team.channels.archive({ handle: 'archived', archived: true })
  await instance.dispatcher.settle()
  await loadSearch(instance.core)
})
afterAll(() => instance.close())

async function make(handle: string, category: Category, language: string, country: string, followers: number) {
  await team.channels.create({ handle, name: handle, category, language, country })
  for (let count = 0; count < followers; count += 1) await instance.as().follows.follow({ handle })
}

async function suggested(...followed: string[]) {
  const reader = appRouter.createCaller(instance.ctx())
  for (const handle of followed) await reader.follows.follow({ handle })
  return (await reader.updates.suggestions()).items.map(({ handle }) => handle)
}

test('who follows a channel is shown those most like it, and of those the most followed first', async () => {
  expect((await suggested('bells')).slice(0, 3)).toEqual(['chimes', 'gongs', 'goals'])
})

test('nothing that is followed already, unlisted, by invitation or archived is among them', async () => {
  const all = await suggested('bells', 'gongs')
  expect(all).toContain('chimes')
  expect(all.filter((handle) => ['bells', 'gongs', 'unlisted', 'invited', 'archived'].includes(handle))).toEqual([])
})

test('who follows nothing yet is shown what most follow', async () => {
  expect((await suggested()).slice(0, 3)).toEqual(['recipes', 'goals', 'cloches'])
})
