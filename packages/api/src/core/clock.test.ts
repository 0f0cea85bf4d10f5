import { DAY } from '@carillon/contract'
import { expect, test } from 'vitest'
import { createClock } from './clock.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 9, 25)

function open(known: number | null = null) {
  const at = { wall: START, steady: 5_000 }
  const clock = createClock({ wall: () => at.wall, steady: () => at.steady, known })
  const pass = (milliseconds: number) => {
    at.wall += milliseconds
    at.steady += milliseconds
  }
  return { at, clock, pass }
}

test('it is the system’s clock as long as that goes on evenly', () => {
  const { at, clock, pass } = open()
  for (let hour = 0; hour < 100; hour += 1) {
    pass(HOUR)
    expect(clock.now()).toBe(at.wall)
    expect(clock.ahead()).toBe(0)
  }
})

test('set ahead, it follows at once, and comes back with the clock if nobody trusted it', () => {
  const { at, clock, pass } = open()
  at.wall += 365 * DAY
  pass(HOUR)
  expect(clock.now()).toBe(at.wall)
  expect(clock.ahead()).toBe(365 * DAY)
  at.wall -= 365 * DAY
  expect(clock.now()).toBe(START + HOUR)
  expect(clock.ahead()).toBe(0)
})

test('set back, it goes on as before', () => {
  const { at, clock, pass } = open()
  at.wall -= 10 * DAY
  expect(clock.now()).toBe(START)
  pass(HOUR)
  expect(clock.now()).toBe(START + HOUR)
  expect(clock.ahead()).toBe(-10 * DAY)
})

test('set ahead, trusted and set back, it stays where it was trusted', () => {
  const { at, clock, pass } = open()
  at.wall += DAY
  clock.trust()
  at.wall -= DAY
  pass(HOUR)
  expect(clock.now()).toBe(START + DAY + HOUR)
  clock.trust()
  expect(clock.now()).toBe(START + HOUR)
})

test('a process that begins with the clock set back begins where time had come to', () => {
  const { clock, pass } = open(START + 3 * DAY)
  pass(HOUR)
  expect(clock.now()).toBe(START + 3 * DAY + HOUR)
})

test('a process that begins later than another ended is ahead by the time between', () => {
  const { clock } = open(START - 12 * DAY)
  expect(clock.now()).toBe(START)
  expect(clock.ahead()).toBe(12 * DAY)
})
