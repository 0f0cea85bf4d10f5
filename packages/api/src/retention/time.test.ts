import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '../core/clock.ts'
import { posts } from '../posts/table.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { expiryRuns } from './table.ts'
import { keepTime, readKnownTime, trustClock } from './time.ts'

let instance: TestInstance
let at: { wall: number; steady: number }
let owner: Awaited<ReturnType<TestInstance['account']>>
let chief: typeof owner

beforeEach(async () => {
  at = { wall: START, steady: 0 }
  const clock = createClock({ wall: () => at.wall, steady: () => at.steady, known: null })
  instance = await openTestInstance({ clock, now: clock.now })
  owner = await instance.account('owner', { creator: true })
  chief = await instance.account('chief', { operator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterEach(() => instance.close())

const pass = (milliseconds: number) => {
  at.wall += milliseconds
  at.steady += milliseconds
}
const publish = (text: string) => instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text } })
const read = async () => (await instance.as().posts.list({ handle: 'bells' })).items.map(({ id }) => id)
const stored = () => instance.core.db.read.$count(posts)
const night = () => instance.core.night('night')

test('a night after another, everything goes at its time', async () => {
  await publish('Ding')
  for (let nights = 1; nights <= 30; nights += 1) {
    expect(await stored()).toBe(1)
    pass(DAY)
    expect((await night()).held).toBeNull()
  }
  expect(await stored()).toBe(0)
})

test('a jump of a year hides everything and destroys nothing, until the clock is right again', async () => {
  const { id } = await publish('Ding')
  await night()
  at.wall += 365 * DAY
  expect(await read()).toEqual([])
  expect(await night()).toMatchObject({ held: { due: 1, posts: 1 }, erased: null })
  expect(await stored()).toBe(1)
  await expect(publish('Dong')).rejects.toMatchObject({ message: 'server.clock_in_doubt' })
  // Nothing of it is remembered.
  expect(readKnownTime(instance.core.db)).toBe(START)

  at.wall -= 365 * DAY
  expect(await read()).toEqual([id])
  expect((await night()).held).toBeNull()
  expect(await stored()).toBe(1)
  const runs = await instance.core.db.read.select().from(expiryRuns)
  expect(runs.map(({ held }) => held).toSorted()).toEqual([0, 0, 1])
})

test('an operator may say that the clock is right', async () => {
  await publish('Ding')
  at.wall += 365 * DAY
  const vitals = await instance.as(chief).instance.vitals()
  expect(vitals).toMatchObject({ clock: { ahead: 365 * DAY, doubt: { due: 1, posts: 1 } } })
  expect(vitals.alarms).toContain('clock_in_doubt')
  expect(await instance.as(chief).instance.erase({})).toMatchObject({ posts: 0, held: 1 })
  expect(await stored()).toBe(1)
  const done = await instance.as(chief).instance.erase({ confirmClock: true })
  expect(done).toMatchObject({
    posts: 1,
    held: 0,
    clean: true,
    channels: [{ handle: 'bells', name: 'Bells', posts: 1 }],
  })
  expect(await stored()).toBe(0)
  expect((await instance.as(chief).instance.vitals()).alarms).not.toContain('clock_in_doubt')
})

test('a jump by which little ends is taken for time that passed', async () => {
  await publish('early')
  pass(28 * DAY)
  await night()
  for (const text of ['one', 'two']) await publish(text)
  at.wall += 10 * DAY
  expect((await night()).erased).toMatchObject({ posts: 1 })
  expect(readKnownTime(instance.core.db)).toBe(START + 38 * DAY)
})

test('a clock that is set back lengthens nothing', async () => {
  await publish('Ding')
  pass(29 * DAY)
  await night()
  at.wall -= 10 * DAY
  expect(await read()).toHaveLength(1)
  expect((await instance.as(chief).instance.vitals()).alarms).toContain('clock_behind')
  pass(DAY)
  expect(await read()).toEqual([])
  expect((await night()).erased).toMatchObject({ posts: 1 })
  // And what is published meanwhile ends thirty days from now.
  const post = await publish('Dong')
  expect(post.expiresAt).toBe(START + 60 * DAY)
})

test('what was sure is remembered for the next process', async () => {
  const end = keepTime(instance.core)
  pass(DAY)
  await end()
  expect(readKnownTime(instance.core.db)).toBe(START + DAY)
  at.wall += 365 * DAY
  await trustClock(instance.core)
  expect(readKnownTime(instance.core.db)).toBe(START + 366 * DAY)
})

test('what was scheduled waits while the clock is in doubt', async () => {
  await publish('Ding')
  const drafts = instance.as(owner).drafts
  const { id: draftId, revision } = await drafts.create({ handle: 'bells', content: { kind: 'text', text: 'Later' } })
  await drafts.schedule({
    handle: 'bells',
    draftId,
    revision,
    at: { date: '2026-04-05', time: '10:00' },
    timeZone: 'UTC',
  })
  at.wall += 365 * DAY
  instance.publisher.start()
  await instance.publisher.settle()
  expect(await stored()).toBe(1)
  // The control: with the clock it is a year ahead by right, it goes out.
  await trustClock(instance.core)
  instance.publisher.wake()
  await instance.publisher.settle()
  expect(await stored()).toBe(2)
})
