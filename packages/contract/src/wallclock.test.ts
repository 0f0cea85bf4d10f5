import { describe, expect, test } from 'vitest'
import { clockAt, instantAt, isTimeZone, nextTime } from './wallclock.ts'

const at = (zone: string, date: string, time: string) => new Date(instantAt({ date, time }, zone)).toISOString()

describe('the instant of a wall clock', () => {
  test.each([
    // Leapt over in spring: as much later as clocks leap.
    ['Europe/Paris', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', '03:30'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z', '03:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z', '02:45'],
    // Shown twice in autumn: the first time.
    ['Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', '02:30'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z', '01:30'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', '01:45'],
    // Never set.
    ['Asia/Kolkata', '2026-03-29', '02:30', '2026-03-28T21:00:00.000Z', '02:30'],
    ['UTC', '2026-03-29', '02:30', '2026-03-29T02:30:00.000Z', '02:30'],
  ])('%s %s %s is %s, when clocks show %s', (zone, date, time, instant, shown) => {
    expect(at(zone, date, time)).toBe(instant)
    expect(clockAt(Date.parse(instant), zone)).toEqual({ date, time: shown })
  })
})

describe('what recurs', () => {
  const all = (zone: string, date: string, time: string, days: number, until: string) => {
    const found: string[] = []
    let now = instantAt({ date, time }, zone)
    for (let clock = { date, time }; ;) {
      const next = nextTime({ clock, timeZone: zone, days, until }, now)
      if (!next) return found
      found.push(new Date(next.at).toISOString())
      clock = next.clock
      now = next.at
    }
  }
  test('stays at its time of day when clocks change, and comes back to it after a day that had none', () => {
    expect(all('Europe/Paris', '2026-03-28', '02:30', 1, '2026-03-30')).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
    expect(all('America/New_York', '2026-10-25', '09:00', 7, '2026-11-08')).toEqual([
      '2026-11-01T14:00:00.000Z',
      '2026-11-08T14:00:00.000Z',
    ])
  })
  test('passes over what is past, and ends after its last day', () => {
    const series = { clock: { date: '2026-05-01', time: '09:00' }, timeZone: 'UTC', days: 7, until: '2026-05-22' }
    expect(nextTime(series, Date.UTC(2026, 4, 15, 9))?.clock.date).toBe('2026-05-22')
    expect(nextTime(series, Date.UTC(2026, 4, 22, 9))).toBeNull()
  })
})

test('zones have names: an offset, or a name that nobody gave, is none', () => {
  for (const name of ['Europe/Paris', 'UTC', 'Australia/Lord_Howe']) expect(isTimeZone(name), name).toBe(true)
  for (const name of ['', '+02:00', 'Europe/Atlantis', '../etc', 'Paris\0']) expect(isTimeZone(name), name).toBe(false)
})
