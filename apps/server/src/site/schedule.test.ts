import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSchedule } from './schedule.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const MINUTE = 60_000

function started() {
  const ends: (() => void)[] = []
  const run = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
  const schedule = makeSchedule({ run, now: Date.now, settle: 5_000, pause: 3 * MINUTE })
  const end = async () => {
    ends.shift()!()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { run, schedule, end }
}

test('many changes at once are one build', async () => {
  const { run, schedule } = started()
  for (let change = 0; change < 50; change += 1) schedule.request()
  expect(run).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run).toHaveBeenCalledTimes(1)
})

test('a change during a build is built after it, and after the pause', async () => {
  const { run, schedule, end } = started()
  void schedule.runNow()
  schedule.request()
  schedule.request()
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  expect(run).toHaveBeenCalledTimes(1)
  await end()
  await vi.advanceTimersByTimeAsync(3 * MINUTE - 1)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(run).toHaveBeenCalledTimes(2)
})

test('what is asked for at once joins the build that runs', async () => {
  const { run, schedule, end } = started()
  const first = schedule.runNow()
  const second = schedule.runNow()
  await end()
  await Promise.all([first, second])
  expect(run).toHaveBeenCalledTimes(1)
})

test('after closing nothing is built', async () => {
  const { run, schedule } = started()
  schedule.request()
  await schedule.close()
  schedule.request()
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  expect(run).not.toHaveBeenCalled()
})
