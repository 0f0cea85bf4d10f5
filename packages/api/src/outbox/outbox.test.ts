import { asc } from 'drizzle-orm'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '../core/database.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { type Consumer, Dispatcher, emit, KEPT, type OutboxEvent } from './service.ts'
import { outbox, outboxPositions } from './table.ts'

let instance: TestInstance
const started: Dispatcher[] = []
beforeEach(async () => {
  instance = await openTestInstance()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const dispatcher of started.splice(0)) await dispatcher.stop()
  await instance.close()
})

const db = () => instance.core.db
let count = 0
/** Says that something happened, as a slice would. */
const happen = (channelId = 'chn_a') =>
  db().transaction(async (tx) =>
    emit(db(), tx, { type: 'post.published', channelId, postId: `pst_${(count += 1)}`, at: 1 }),
  )

function collector(name: string) {
  const events: OutboxEvent[] = []
  const consumer = {
    name,
    broken: false as boolean,
    async handle(batch: OutboxEvent[]) {
      if (consumer.broken) throw new Error('down')
      events.push(...batch)
    },
  }
  return { consumer, seen: () => events.map((event) => event.seq) }
}

async function start(...consumers: Consumer[]) {
  const errors: string[] = []
  const log = { info() {}, error: (event: string) => void errors.push(event) }
  const dispatcher = new Dispatcher(db(), log, consumers)
  started.push(dispatcher)
  await dispatcher.start()
  return { dispatcher, errors }
}

const all = async () =>
  (await db().read.select({ seq: outbox.seq }).from(outbox).orderBy(asc(outbox.seq))).map((row) => row.seq)

test('everything that happened comes to every consumer, once and in order', async () => {
  const [one, two] = [collector('one'), collector('two')]
  const { dispatcher } = await start(one.consumer, two.consumer)
  for (let at = 0; at < 600; at += 100) {
    await Promise.all(Array.from({ length: 100 }, () => happen()))
    dispatcher.wake()
  }
  await dispatcher.settle()
  expect(one.seen()).toEqual(await all())
  expect(two.seen()).toEqual(await all())
  expect(one.seen()).toHaveLength(600)
})

test('who is woken before they have started takes nothing again that they had', async () => {
  await happen()
  const first = collector('one')
  const { dispatcher: before } = await start(first.consumer)
  await before.settle()
  await before.stop()
  const again = collector('one')
  const dispatcher = new Dispatcher(db(), { info() {}, error() {} }, [again.consumer])
  started.push(dispatcher)
  dispatcher.wake()
  await happen()
  await dispatcher.start()
  await dispatcher.settle()
  expect([...first.seen(), ...again.seen()]).toEqual(await all())
  expect(again.seen()).toHaveLength(1)
})

test('what was rolled back never happened', async () => {
  const one = collector('one')
  const { dispatcher } = await start(one.consumer)
  const failed = db().transaction(async (tx) => {
    emit(db(), tx, { type: 'post.published', channelId: 'chn_a', postId: null, at: 1 })
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow()
  await happen()
  await dispatcher.settle()
  expect(one.seen()).toHaveLength(1)
})

describe('a consumer that is down', () => {
  test('delays nobody, is tried again, and misses nothing', async () => {
    const [down, up] = [collector('down'), collector('up')]
    down.consumer.broken = true
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { dispatcher, errors } = await start(down.consumer, up.consumer)
    for (let at = 0; at < 3; at += 1) await happen()
    await dispatcher.settle()
    expect([down.seen(), up.seen()]).toEqual([[], await all()])
    expect(errors).toEqual(['outbox.consumer_failed'])
    await happen()
    await dispatcher.settle()
    expect([down.seen(), up.seen()]).toEqual([[], await all()])
    down.consumer.broken = false
    vi.advanceTimersByTime(30_000)
    await dispatcher.settle()
    expect(down.seen()).toEqual(await all())
  })

  test('is given the same batch again after a failure in the middle of it', async () => {
    const seen: number[] = []
    let failures = 2
    const consumer: Consumer = {
      name: 'halting',
      async handle(events) {
        for (const event of events) {
          seen.push(event.seq)
          if (event.seq === events.at(-1)!.seq && failures > 0) {
            failures -= 1
            throw new Error('down')
          }
        }
      },
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (let at = 0; at < 3; at += 1) await happen()
    const { dispatcher } = await start(consumer)
    for (let at = 0; at < 3; at += 1) {
      await dispatcher.settle()
      vi.advanceTimersByTime(30_000)
    }
    await dispatcher.settle()
    const events = await all()
    expect(seen).toEqual([...events, ...events, ...events])
  })
})

describe('after a restart', () => {
  test('each consumer goes on where it was', async () => {
    const [fast, slow] = [collector('fast'), collector('slow')]
    slow.consumer.broken = true
    const first = await start(fast.consumer, slow.consumer)
    await happen()
    await first.dispatcher.settle()
    await first.dispatcher.stop()
    await happen()
    const [fastAgain, slowAgain] = [collector('fast'), collector('slow')]
    const second = await start(fastAgain.consumer, slowAgain.consumer)
    await second.dispatcher.settle()
    expect(fastAgain.seen()).toEqual((await all()).slice(1))
    expect(slowAgain.seen()).toEqual(await all())
  })

  test('a consumer that never was before begins at the beginning', async () => {
    await happen()
    const late = collector('late')
    const { dispatcher } = await start(late.consumer)
    await dispatcher.settle()
    expect(late.seen()).toEqual(await all())
  })
})

test('what all have taken is forgotten, and what one has not is kept', async () => {
  const [up, down] = [collector('up'), collector('down')]
  const { dispatcher } = await start(up.consumer, down.consumer)
  await happen()
  await dispatcher.settle()
  down.consumer.broken = true
  await happen()
  await dispatcher.settle()
  await dispatcher.prune(2 + KEPT.milliseconds)
  expect(await all()).toEqual(up.seen().slice(1))
  expect(down.seen()).toHaveLength(1)
})

test('what all have taken is kept an hour for those who lost their connection, but no more than so much of it', async () => {
  const { dispatcher } = await start(collector('one').consumer)
  await happen()
  await happen()
  await dispatcher.settle()
  await dispatcher.prune(KEPT.milliseconds)
  expect(await all()).toHaveLength(2)
  const seq = (await all())[0]! + KEPT.events
  await db().transaction((tx) => tx.insert(outbox).values({ seq, type: 'post.published', channelId: 'chn_a', at: 1 }))
  await dispatcher.settle()
  await dispatcher.prune(KEPT.milliseconds)
  expect(await all()).toEqual([seq - KEPT.events + 1, seq])
})

test('much is forgotten a little at a time, between which others write', async () => {
  const { dispatcher } = await start(collector('one').consumer)
  const events = Array.from({ length: 500 }, () => ({ type: 'post.expired' as const, channelId: 'chn_a', at: 1 }))
  for (let at = 0; at < 7; at += 1) await db().transaction((tx) => tx.insert(outbox).values(events))
  await happen()
  await dispatcher.settle()
  const pruning = dispatcher.prune(2 + KEPT.milliseconds)
  const left: number[] = []
  for (let at = 0; at < 4; at += 1) left.push(await db().transaction((tx) => tx.$count(outbox)))
  await pruning
  expect(left.some((count) => count > 0 && count < 3_501)).toBe(true)
  expect(await all()).toEqual([])
})

test('one that rests and is up again forgets how long it was down', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { consumer, seen } = collector('one')
  const pauses: unknown[] = []
  const log = { info() {}, error: (_: string, facts?: { retryInMs?: number }) => void pauses.push(facts?.retryInMs) }
  const taken = Promise.withResolvers<void>()
  const handle = (events: OutboxEvent[]) => consumer.handle(events).then(() => taken.resolve())
  const dispatcher = new Dispatcher(db(), log, [{ name: 'one', handle, rest: () => 10 }])
  started.push(dispatcher)
  consumer.broken = true
  await dispatcher.start()
  await happen()
  await dispatcher.settle()
  await vi.advanceTimersByTimeAsync(250)
  await dispatcher.settle()
  consumer.broken = false
  await vi.advanceTimersByTimeAsync(500)
  await taken.promise
  expect(seen()).toEqual(await all())
  consumer.broken = true
  await happen()
  dispatcher.wake()
  await vi.advanceTimersByTimeAsync(10)
  await dispatcher.settle()
  expect(pauses).toEqual([250, 500, 250])
})

test('a disk that is full while a position is written ends nothing: the consumer goes on later', async () => {
  const one = collector('one')
  let full = false
  const error = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const transaction: TestInstance['core']['db']['transaction'] = (work, options) =>
    full ? Promise.reject(error) : db().transaction(work, options)
  const errors: string[] = []
  const log = { info() {}, error: (event: string) => void errors.push(event) }
  const dispatcher = new Dispatcher({ ...db(), transaction }, log, [one.consumer])
  started.push(dispatcher)
  await dispatcher.start()
  await dispatcher.settle()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await happen()
  full = true
  await dispatcher.settle()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(errors).toEqual(['outbox.consumer_failed'])
  full = false
  await happen()
  await dispatcher.settle()
  await dispatcher.stop()
  expect(one.seen()).toEqual(await all())
  const [position] = (await db().read.select().from(outboxPositions)).filter((row) => row.consumer === 'one')
  expect(position!.seq).toBe((await all()).at(-1))
})

test('a stream of events costs its consumers a commit a second, not one each', async () => {
  let commits = 0
  const transaction: TestInstance['core']['db']['transaction'] = (work, options) => {
    commits += 1
    return db().transaction(work, options)
  }
  const one = collector('one')
  const dispatcher = new Dispatcher({ ...db(), transaction }, { info() {}, error() {} }, [one.consumer])
  started.push(dispatcher)
  await dispatcher.start()
  await dispatcher.settle()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  commits = 0
  for (let at = 0; at < 20; at += 1) {
    await happen()
    await dispatcher.settle()
  }
  expect(commits).toBe(0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(commits).toBe(1)
  expect(one.seen()).toEqual(await all())
})

test.each(Array.from({ length: 12 }, (_, turns) => turns))(
  'what happens %i turns after the last look of a consumer is not left lying',
  async (turns) => {
    const waiting: OutboxEvent[] = []
    const one = collector('one')
    let late = () => {
      late = () => {}
      let turn = Promise.resolve()
      for (let at = 0; at < turns; at += 1) turn = turn.then(() => {})
      void turn.then(() => {
        waiting.push({ seq: 1, type: 'post.published', channelId: 'chn_a', postId: null, at: 1 })
        dispatcher.wake()
      })
    }
    const query = { from: () => query, where: () => query, get: () => Promise.resolve({ seq: 0 }) }
    const fake = {
      read: { select: () => query },
      rows() {
        const found = waiting.splice(0).map((event) => [JSON.stringify(Object.values(event))])
        late()
        return found
      },
      transaction: () => Promise.resolve(),
    } as unknown as Database
    const dispatcher = new Dispatcher(fake, { info() {}, error() {} }, [one.consumer])
    await dispatcher.start()
    await nextTurn()
    expect(one.seen()).toEqual([1])
  },
)

test('it holds ids and no words', async () => {
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Rumbold', category: 'music' })
  await instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text: 'Rumbold' } })
  const rows = await db().read.select().from(outbox)
  expect(rows.map((row) => row.type)).toEqual(['channel.changed', 'post.published'])
  expect(JSON.stringify(rows)).not.toContain('Rumbold')
})
