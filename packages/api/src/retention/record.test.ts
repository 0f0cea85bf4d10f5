import { DAY } from '@carillon/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '../core/clock.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let at: { wall: number; steady: number }
let owner: ReturnType<TestInstance['as']>
let other: ReturnType<TestInstance['as']>
let chief: ReturnType<TestInstance['as']>

beforeEach(async () => {
  at = { wall: START, steady: 0 }
  const clock = createClock({ wall: () => at.wall, steady: () => at.steady, known: null })
  instance = await openTestInstance({ clock, now: clock.now })
  const as = async (name: string) => instance.as(await instance.account(name, { creator: true }))
  ;[owner, other] = [await as('owner'), await as('other')]
  chief = instance.as(await instance.account('chief', { operator: true }))
  await owner.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  await other.channels.create({ handle: 'gongs', name: 'Gongs', category: 'music' })
})
afterEach(() => instance.close())

function pass(milliseconds: number): void {
  at.wall += milliseconds
  at.steady += milliseconds
}
const say = (by: typeof owner, handle: string) => by.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })

test('a run says how many posts of which channel it erased, and which days can’t be read any more', async () => {
  await say(owner, 'bells')
  await say(owner, 'bells')
  await say(other, 'gongs')
  for (let nights = 0; nights <= 31; nights += 1) {
    await instance.core.night('night')
    pass(DAY)
  }
  const { items } = await chief.instance.erasures({ limit: 3 })
  expect(items.map(({ posts, keys }) => [posts, keys])).toEqual([
    [0, ['2026-04-28']],
    [3, []],
    [0, []],
  ])
  const channels = [
    { handle: 'bells', name: 'Bells', posts: 2 },
    { handle: 'gongs', name: 'Gongs', posts: 1 },
  ]
  expect(items[1]).toMatchObject({ cause: 'night', channels, held: 0, clean: true, startedAt: START + 30 * DAY })
})

test('a team sees the runs that erased posts of its channel, and none of another’s', async () => {
  await say(owner, 'bells')
  await say(other, 'gongs')
  await say(other, 'gongs')
  for (let nights = 0; nights <= 30; nights += 1) {
    await instance.core.night('night')
    pass(DAY)
  }
  const { items } = await owner.channels.erasures({ handle: 'bells' })
  expect(items).toMatchObject([{ posts: 1, startedAt: START + 30 * DAY }])
  expect(JSON.stringify(items)).not.toContain('gongs')
  await expect(owner.channels.erasures({ handle: 'gongs' })).rejects.toMatchObject({ message: 'channels.not_found' })
})

test('runs come a page at a time, latest first, each once', async () => {
  for (let nights = 0; nights < 5; nights += 1) {
    await instance.core.night('night')
    pass(DAY)
  }
  const first = await chief.instance.erasures({ limit: 3 })
  const second = await chief.instance.erasures({ limit: 3, cursor: first.nextCursor! })
  const started = [...first.items, ...second.items].map(({ startedAt }) => (startedAt - START) / DAY)
  expect(started).toEqual([4, 3, 2, 1, 0])
  expect(second.nextCursor).toBeNull()
  await expect(chief.instance.erasures({ cursor: '1.exp_0' })).rejects.toMatchObject({ message: 'input.invalid' })
})

test('a run that was held back is none of a time that never came', async () => {
  await say(owner, 'bells')
  await instance.core.night('night')
  at.wall += 365 * DAY
  await instance.core.night('asked')
  at.wall -= 365 * DAY
  pass(DAY)
  await instance.core.night('night')
  const { items } = await chief.instance.erasures({})
  expect(items.map(({ startedAt, held }) => [startedAt - START, held])).toEqual([
    [DAY, 0],
    [0, 1],
    [0, 0],
  ])
  pass(2 * DAY)
  expect((await chief.instance.vitals()).alarms).toContain('erasure_late')
})
