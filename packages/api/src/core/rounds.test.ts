import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Rounds } from './rounds.ts'

let clock = 0
let looks: number[]
let next: number | null
const failures: unknown[] = []

beforeEach(() => {
  vi.useFakeTimers()
  clock = 0
  looks = []
  next = null
  failures.length = 0
})
afterEach(() => void vi.useRealTimers())

function begin(look: () => Promise<number | null> = async () => next, pace = 0) {
  const rounds = new Rounds({
    now: () => clock,
    rest: 10_000,
    pace,
    look: () => {
      looks.push(clock)
      return look()
    },
    failed: (error) => void failures.push(error),
  })
  rounds.start()
  return rounds
}

async function pass(milliseconds: number) {
  clock += milliseconds
  await vi.advanceTimersByTimeAsync(milliseconds)
}

test('looks at its start, when something comes due, and once a minute all the same', async () => {
  next = 5_000
  const rounds = begin()
  await rounds.settle()
  looks.length = 0
  await pass(4_999)
  expect(looks).toEqual([])
  next = null
  await pass(1)
  expect(looks).toEqual([5_000])
  await pass(60_000)
  expect(looks).toEqual([5_000, 65_000])
  await rounds.stop()
})

test('looks once more, and only once, for all who wake it while it looks', async () => {
  const { promise: seen, resolve } = Promise.withResolvers<null>()
  const rounds = begin(() => seen)
  for (let at = 0; at < 5; at += 1) rounds.wake()
  resolve(null)
  while (looks.length < 2) await Promise.resolve()
  await rounds.stop()
  expect(looks).toHaveLength(2)
})

test('rests after a failure, whoever wakes it, and then goes on', async () => {
  let broken = true
  const rounds = begin(async () => {
    if (broken) throw new Error('full')
    return null
  })
  await rounds.settle()
  await rounds.settle()
  await pass(9_999)
  expect([looks.length, failures.length]).toEqual([1, 1])
  broken = false
  await pass(1)
  expect([looks.length, failures.length]).toEqual([2, 1])
  await rounds.stop()
})

test('keeps its pace, though something is due', async () => {
  next = 0
  const rounds = begin(undefined, 1_000)
  await pass(0)
  looks.length = 0
  await pass(999)
  expect(looks).toEqual([])
  await pass(1)
  expect(looks).toEqual([1_000])
  await rounds.stop()
})

test('is at rest once it is stopped', async () => {
  next = 1_000
  const rounds = begin()
  await rounds.settle()
  await rounds.stop()
  const before = looks.length
  rounds.wake()
  await pass(120_000)
  expect(looks).toHaveLength(before)
})
