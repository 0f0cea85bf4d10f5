import { afterEach, beforeEach, expect, test } from 'vitest'
import { posts } from '../posts/table.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
const handed: string[][] = []

beforeEach(async () => {
  instance = await openTestInstance()
  const { search } = instance.core
  const upsert = search.upsert.bind(search)
  search.upsert = async (documents) => {
    handed.push(documents.map(({ handle, activity }) => `${handle} ${activity}`).toSorted())
    await upsert(documents)
  }
  owner = await instance.account('owner', { creator: true })
  for (const handle of ['bells', 'towers']) {
    await instance.as(owner).channels.create({ handle, name: handle, category: 'music' })
  }
})
afterEach(() => instance.close())

const publish = (handle: string) =>
  instance.as(owner).posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })

test('a channel that loses thousands of posts in a night is counted once, and again when something else happens', async () => {
  const { id } = await publish('bells')
  instance.clock.now += 1
  await publish('bells')
  await publish('towers')
  const { db } = instance.core
  const row = (await db.read.select().from(posts)).find((post) => post.id === id)!
  const copies = Array.from({ length: 1_200 }, (_, at) => ({ ...row, id: `pst_${String(at).padStart(26, '0')}` }))
  for (let from = 0; from < copies.length; from += 400) {
    await db.transaction((tx) => tx.insert(posts).values(copies.slice(from, from + 400)))
  }
  await instance.dispatcher.settle()
  handed.length = 0
  instance.clock.now = row.expiresAt
  await instance.core.night('night')
  await instance.dispatcher.settle()
  expect(handed).toEqual([['bells 1']])
  await publish('bells')
  await instance.dispatcher.settle()
  expect(handed).toEqual([['bells 1'], ['bells 2']])
  // The next night is another one.
  instance.clock.now = row.expiresAt + 1
  await instance.core.night('night')
  await instance.dispatcher.settle()
  expect(handed.slice(2).flat()).toEqual(['bells 1', 'towers 0'])
})
