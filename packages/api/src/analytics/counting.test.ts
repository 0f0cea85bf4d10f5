import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tx } from '../core/database.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { Counting } from './counting.ts'
import { dayName } from './days.ts'

let instance: TestInstance
let owner: ReturnType<TestInstance['as']>
beforeEach(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = instance.as(await instance.account('owner', { operator: true, creator: true }))
  for (const handle of ['bells', 'gongs']) await owner.channels.create({ handle, name: handle, category: 'music' })
})
afterEach(() => instance.close())

async function publish(handle: string): Promise<string> {
  const { id } = await owner.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })
  await instance.dispatcher.settle()
  return id
}
const figures = async (handle: string, postId: string) => (await owner.analytics.post({ handle, postId })).post
async function totals(handle: string) {
  const day = dayName(Math.floor(instance.clock.now / DAY))
  return (await owner.analytics.overview({ handle, span: { from: day, to: day } })).now
}
/** What is in the database, whatever is known beside it. */
async function written(handle: string) {
  const { id } = await owner.channels.get({ handle })
  const rows = instance.core.db.rows(
    'SELECT reach, gained, lost FROM count_days JOIN count_subjects ON id = subject_id WHERE key = ?',
    [id],
  )
  return rows.map(([reach, gained, lost]) => ({ reach, gained, lost }))
}
const follow = (handle: string, postId?: string) => instance.as().follows.follow({ handle, ...(postId && { postId }) })
const flush = () => instance.core.counter.counting.flush()
const remove = (handle: string) =>
  instance.core.db.transaction(async (tx) => {
    instance.core.db.run(tx, 'DELETE FROM channels WHERE handle = ?', [handle])
  })

test('whoever follows by a post is counted there, by one of another channel or none they are counted at no post', async () => {
  const [own, other] = [await publish('bells'), await publish('gongs')]
  // Before anything else is known of that post on this day.
  instance.clock.now += DAY
  await follow('bells', other)
  await follow('bells', `pst_${'0'.repeat(26)}`)
  await follow('bells', own)
  await instance.as().analytics.seen({ handle: 'gongs', postIds: [other] })
  await flush()
  expect(await figures('bells', own)).toMatchObject({ gained: 1 })
  expect(await figures('gongs', other)).toMatchObject({ gained: 0, views: 1 })
  expect(await totals('bells')).toMatchObject({ gained: 3, followers: 3 })
  expect(await totals('gongs')).toMatchObject({ gained: 0, views: 1 })
})

test('of a channel that is gone nothing is left, and the others are counted on', async () => {
  const postId = await publish('bells')
  for (const handle of ['bells', 'gongs']) await instance.as().analytics.seen({ handle, postIds: [postId] })
  await flush()
  const { id } = await owner.channels.get({ handle: 'bells' })
  const { db, counter } = instance.core
  counter.muted(id)
  await remove('bells')
  await follow('gongs')
  await flush()
  expect(await written('gongs')).toEqual([{ reach: 1, gained: 1, lost: 0 }])
  expect(db.rows('SELECT key FROM count_subjects WHERE key IN (?, ?)', [id, postId])).toEqual([])
})

test('a channel made later is not given the numbers of one that is gone', async () => {
  // The place in the table that comes last is given again.
  instance.core.counter.counting.countOf('instance', null, [{ name: 'reach', by: 1 }])
  await flush()
  await instance.as().analytics.seen({ handle: 'bells', postIds: [] })
  await flush()
  const { id } = await owner.channels.get({ handle: 'bells' })
  await remove('bells')
  await instance.as().analytics.seen({ handle: 'gongs', postIds: [] })
  await flush()
  instance.core.counter.unfollowed(id)
  await flush()
  expect(await written('gongs')).toEqual([{ reach: 1, gained: 0, lost: 0 }])
})

test('what could not be written is written the next time, for its own day', async () => {
  const { db } = instance.core
  let fails = true
  const failing = {
    ...db,
    async transaction<T>(work: (tx: Tx) => Promise<T>) {
      if (!fails) return db.transaction(work)
      // The day ends while the disk is full.
      instance.clock.now += DAY
      counting.today()
      throw new Error('disk full')
    },
  }
  const counting = new Counting({ ...instance.core, db: failing as typeof db }, () => {})
  const { id: channelId } = await owner.channels.get({ handle: 'bells' })
  const day = counting.today()
  counting.count({ channelId }, [{ name: 'views', by: 3 }])
  await counting.flush()
  expect(db.rows('SELECT count(*) FROM count_days', [])).toEqual([[0]])
  fails = false
  counting.count({ channelId }, [{ name: 'views', by: 4 }])
  await counting.flush()
  const views =
    'SELECT day, count_days.views FROM count_days JOIN count_subjects ON id = subject_id WHERE key = ? ORDER BY day'
  expect(db.rows(views, [channelId])).toEqual([
    [day, 3],
    [day + 1, 4],
  ])
})

test('a follower who is erased is taken out of the counts of posts that are there, and counted as one lost', async () => {
  const postId = await publish('bells')
  const ctx = instance.ctx()
  const reader = appRouter.createCaller(ctx)
  await reader.follows.follow({ handle: 'bells' })
  await reader.reactions.react({ handle: 'bells', postId, emoji: '🔔' })
  await flush()
  expect(await figures('bells', postId)).toMatchObject({ reactions: 1 })
  await reader.followers.forget()
  await flush()
  expect(await figures('bells', postId)).toMatchObject({ reactions: 0 })
  expect(await totals('bells')).toMatchObject({ followers: 0, gained: 1, lost: 1, reactions: 0 })
})
