import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { before, dayName, dayNumber } from './days.ts'

let instance: TestInstance
let owner: ReturnType<TestInstance['as']>
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = instance.as(await instance.account('owner', { operator: true, creator: true }))
})
afterAll(() => instance.close())

const FIRST = Math.floor(START / DAY)

/** As many more followers there, or fewer, at that noon. */
async function grow(handle: string, day: number, by: number): Promise<void> {
  instance.clock.now = day * DAY + DAY / 2
  const { core } = instance
  const [channelId] = core.db.row('SELECT id FROM channels WHERE handle = ?', [handle]) as [string]
  await core.db.transaction(async (tx) => {
    core.db.run(tx, 'UPDATE channels SET followers = followers + ? WHERE id = ?', [by, channelId])
  })
  for (let at = 0; at < Math.abs(by); at += 1) {
    if (by > 0) core.counter.followed({ channelId }, { source: 'link' })
    else core.counter.unfollowed(channelId)
  }
}
const flush = () => instance.core.counter.counting.flush()
const create = (handle: string) => owner.channels.create({ handle, name: handle, category: 'music' })
async function followers(handle: string, from: number, to: number): Promise<number[]> {
  const { days } = await owner.analytics.overview({ handle, span: { from: dayName(from), to: dayName(to) } })
  return days.map((day) => day.followers)
}

test('days are told by their names in UTC', () => {
  expect(dayName(0)).toBe('1970-01-01')
  expect(dayNumber('2026-03-29')).toBe(FIRST)
  for (const day of [0, 59, 20_000, FIRST]) expect(dayNumber(dayName(day))).toBe(day)
})

test('the span before is as long, and ends the day before', () => {
  expect(before({ from: 100, to: 106 })).toEqual({ from: 93, to: 99 })
  expect(before({ from: 100, to: 100 })).toEqual({ from: 99, to: 99 })
})

test('how many follow is known on days on which it didn’t change, long after and before it did', async () => {
  await create('bells')
  await grow('bells', FIRST + 2, 8)
  await flush()
  await grow('bells', FIRST + 4, -3)
  await flush()
  // Much is read and nobody follows for months.
  const { id: channelId } = await owner.channels.get({ handle: 'bells' })
  for (let day = FIRST + 5; day < FIRST + 100; day += 1) {
    instance.clock.now = day * DAY
    instance.core.counter.counting.countOf(channelId, { channelId }, [{ name: 'reach', by: 1 }])
    await flush()
  }
  await grow('bells', FIRST + 100, 2)
  await flush()
  expect(await followers('bells', FIRST, FIRST + 6)).toEqual([0, 0, 8, 8, 5, 5, 5])
  expect(await followers('bells', FIRST - 3, FIRST + 1)).toEqual([0, 0, 0, 0, 0])
  expect(await followers('bells', FIRST + 90, FIRST + 101)).toEqual([...Array<number>(10).fill(5), 7, 7])
})

test('who followed before anything was counted is among them', async () => {
  await create('gongs')
  const { id } = await owner.channels.get({ handle: 'gongs' })
  const { db } = instance.core
  await db.transaction(async (tx) => void db.run(tx, 'UPDATE channels SET followers = 40 WHERE id = ?', [id]))
  const today = instance.core.counter.counting.today()
  expect(await followers('gongs', today - 1, today)).toEqual([40, 40])
  await grow('gongs', today, 2)
  // Whether or not it is written yet.
  expect(await followers('gongs', today - 1, today)).toEqual([40, 42])
  await flush()
  expect(await followers('gongs', today - 1, today)).toEqual([40, 42])
  expect(await followers('gongs', today - 9, today - 8)).toEqual([40, 40])
})
