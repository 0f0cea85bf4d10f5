import { DAY } from '@carillon/contract'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutside } from '../core/outside.ts'
import { uploadPhoto } from '../media/keep.ts'
import { pushTarget } from '../notifications/notifications.testing.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

const handle = 'bells'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
beforeEach(async () => {
  // Nobody answers there: what is to be told waits in the queue.
  const outside = createOutside({ allowed: ['127.0.0.1:1'], agent: 'Carillon test' })
  instance = await openTestInstance({ outside })
  owner = await instance.account('owner', { creator: true })
  await team().channels.create({ handle, name: 'Bells', category: 'music' })
  await team().webhooks.create({ handle, url: 'http://127.0.0.1:1/', events: ['post.published', 'post.edited'] })
  await team().webhooks.create({ handle, url: 'http://127.0.0.1:1/', events: ['post.published', 'post.expired'] })
  await instance.dispatcher.settle()
  instance.clock.now += 1_000
})
afterEach(() => instance.close())

const team = () => instance.as(owner)

/** Which tables hold the id of a post, in any column. */
function tablesWith(postId: string): string[] {
  const { db } = instance.core
  const tables = db.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
  const holding = tables
    .map(([name]) => name as string)
    .filter((name) => JSON.stringify(db.rows(`SELECT * FROM ${name}`)).includes(postId))
  return holding.toSorted()
}

/** A poll and a photo with all that may hang on a post, and a follower who is to be told of them. */
async function publishAll(): Promise<string[]> {
  const visitor = instance.ctx()
  await appRouter.createCaller(visitor).follows.follow({ handle })
  const follower = appRouter.createCaller({
    ...instance.ctx({ follower: visitor.followerId! }),
    deviceId: visitor.deviceId,
  })
  await follower.notifications.subscribe(pushTarget())
  instance.clock.now += 1_000
  const question = { question: 'Which?', options: ['Great Tom', 'Little Ben'] }
  const content = { kind: 'poll' as const, poll: question }
  const { id: poll } = await team().posts.publish({ handle, content, idempotencyKey: 'once' })
  await follower.polls.vote({ handle, postId: poll, options: [1] })
  await follower.reactions.react({ handle, postId: poll, emoji: '👍' })
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#227755' } })
    .png()
    .toBuffer()
  const { mediaId } = await uploadPhoto(instance.ctx(owner), handle, picture)
  const photo = { kind: 'photo' as const, text: 'Ding', photo: { mediaId } }
  const draft = await team().drafts.create({ handle, content: photo })
  const { revision } = await team().drafts.submit({ handle, draftId: draft.id, revision: draft.revision, note: 'Now?' })
  const { post } = await team().drafts.approve({ handle, draftId: draft.id, revision })
  await team().posts.edit({ handle, postId: post!.id, content: { ...photo, text: 'Dong' } })
  return [poll, post!.id]
}

const OF_A_POLL = [
  'outbox',
  'posts',
  'publications',
  'push_queue',
  'tallies',
  'turnouts',
  'votes',
  'webhook_deliveries',
]
const OF_A_PHOTO = [
  'count_subjects',
  'media',
  'outbox',
  'post_versions',
  'posts',
  'push_queue',
  'reviews',
  'webhook_deliveries',
]

test('after the night, of what is past its time every table knows at most that it is gone, and its numbers', async () => {
  const [poll, photo] = await publishAll()
  await instance.dispatcher.settle()
  expect(tablesWith(poll!), 'control').toEqual(expect.arrayContaining([...OF_A_POLL, 'reactions', 'reaction_counts']))
  expect(tablesWith(photo!), 'control').toEqual(OF_A_PHOTO)

  instance.clock.now += 31 * DAY
  await instance.core.night('asked')
  for (const postId of [poll!, photo!])
    expect(tablesWith(postId)).toEqual(['count_subjects', 'outbox', 'webhook_deliveries'])
  const told = instance.core.db.rows('SELECT event, state FROM webhook_deliveries WHERE post_id IS NOT NULL')
  expect(told).toEqual([poll, photo].map(() => ['post.expired', 'waiting']))
  expect(instance.core.db.rows('SELECT DISTINCT type FROM outbox WHERE post_id IS NOT NULL')).toEqual([
    ['post.expired'],
  ])

  instance.clock.now += 31 * DAY
  await instance.core.night('asked')
  // Its numbers outlive it.
  for (const postId of [poll!, photo!]) expect(tablesWith(postId)).toEqual(['count_subjects'])
})

test('what a consumer that is down has not taken is forgotten with its post, and what lives waits for it', async () => {
  await instance.dispatcher.stop()
  const [poll] = await publishAll()
  instance.clock.now += 20 * DAY
  const { id: live } = await team().posts.publish({ handle, content: { kind: 'text', text: 'Lives' } })
  instance.clock.now += 11 * DAY
  await instance.core.night('asked')
  const waiting = instance.core.db.rows('SELECT type FROM outbox WHERE post_id = ? ORDER BY seq', [poll])
  expect(waiting).toEqual([['post.expired']])
  expect(instance.core.db.rows('SELECT type FROM outbox WHERE post_id = ?', [live])).toEqual([['post.published']])
})

test('deliveries that tell of posts which live are left, however many go', async () => {
  const { id: live } = await team().posts.publish({ handle, content: { kind: 'text', text: 'Lives' } })
  await instance.dispatcher.settle()
  const [[webhookId]] = instance.core.db.rows('SELECT id FROM webhooks LIMIT 1') as [[string]]
  await instance.core.db.transaction(async (tx) => instance.core.db.run(tx, MANY, [webhookId, instance.clock.now]))
  expect(instance.core.db.rows('SELECT count(*) FROM webhook_deliveries')).toEqual([[2_502]])
  await instance.core.night('asked')
  expect(instance.core.db.rows('SELECT DISTINCT post_id FROM webhook_deliveries')).toEqual([[live]])
  expect(instance.core.db.rows('SELECT count(*) FROM webhook_deliveries')).toEqual([[2]])
})

const MANY = `INSERT INTO webhook_deliveries (id, webhook_id, seq, event, post_id, at, state, attempts, next_at)
  WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 2500)
  SELECT 'dlv_' || at, ?1, 100000 + at, 'post.published', 'pst_' || at, ?2, 'waiting', '[]', ?2 FROM n`

test('each night the search engine is told to forget what it lost; where it can’t, that is logged and the night is whole', async () => {
  const { search, log } = instance.core
  const said: string[] = []
  let compacted = 0
  log.error = (event) => void said.push(event)
  search.compact = async () => void (compacted += 1)
  await instance.core.night('night')
  expect([compacted, said]).toEqual([1, []])
  search.compact = () => Promise.reject(new Error('nobody there'))
  expect((await instance.core.night('night')).held).toBeNull()
  expect(said).toEqual(['search.not_compacted'])
})
