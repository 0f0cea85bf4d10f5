import { DAY } from '@carillon/contract'
import { expect, test } from 'vitest'
import { weekOf } from './hours.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Where a view at this instant (UTC) is shown. */
function shownAt(instant: string, timeZone: string): string {
  const at = Date.parse(`${instant}Z`)
  const hour = new Date(at).getUTCHours()
  const week = weekOf(new Map([[Math.floor(at / DAY), new Map([[`views.hour.${hour}`, 1]])]]), timeZone)
  const cells = week.flatMap((hours, day) => hours.flatMap((views, of) => (views ? [`${WEEKDAYS[day]} ${of}`] : [])))
  expect(cells).toHaveLength(1)
  return cells[0]!
}

test.each([
  ['2026-03-30T00:10', 'UTC', 'Monday 0'],
  ['2026-03-29T23:10', 'UTC', 'Sunday 23'],
  ['2026-01-12T23:10', 'Europe/Paris', 'Tuesday 0'],
  ['2026-07-12T23:10', 'Europe/Paris', 'Monday 1'],
  ['2026-07-13T02:10', 'America/Bogota', 'Sunday 21'],
  ['2026-01-01T00:10', 'Pacific/Kiritimati', 'Thursday 14'],
])('a view at %s is in %s one of %s', (instant, timeZone, expected) => {
  expect(shownAt(instant, timeZone)).toBe(expected)
})

test.each([
  ['Asia/Kolkata', '2026-03-30T18:10', 'Monday 23'],
  ['Asia/Kolkata', '2026-03-30T19:10', 'Tuesday 0'],
  ['Asia/Kathmandu', '2026-03-30T18:10', 'Monday 23'],
  ['Australia/Lord_Howe', '2026-01-12T13:10', 'Tuesday 0'],
  ['America/St_Johns', '2026-01-12T03:10', 'Sunday 23'],
])('in %s, whose clocks differ by no whole hours, it goes with the hour it began in', (timeZone, instant, expected) => {
  expect(shownAt(instant, timeZone)).toBe(expected)
})

test('on the day on which clocks change, hours before are told by the old time and hours after by the new one', () => {
  expect(shownAt('2026-03-29T00:10', 'Europe/Paris')).toBe('Sunday 1')
  expect(shownAt('2026-03-29T01:10', 'Europe/Paris')).toBe('Sunday 3')
  expect(shownAt('2026-10-25T00:10', 'Europe/Paris')).toBe('Sunday 2')
  expect(shownAt('2026-10-25T01:10', 'Europe/Paris')).toBe('Sunday 2')
  expect(shownAt('2026-11-01T05:10', 'America/New_York')).toBe('Sunday 1')
  expect(shownAt('2026-11-01T06:10', 'America/New_York')).toBe('Sunday 1')
})

test('a zone that there isn’t is UTC', () => {
  expect(shownAt('2026-03-30T00:10', 'Moon/Tranquility')).toBe('Monday 0')
})

test('days of the same kind are summed up, and only what was seen in the channel counts', () => {
  const day = Math.floor(Date.parse('2026-03-30') / DAY)
  const counts = new Map([
    ['views.hour.9', 3],
    ['gained.hour.9', 100],
    ['views', 100],
  ])
  const days = new Map([day, day + 7, day + 14].map((one) => [one, counts]))
  expect(weekOf(days, 'UTC')[0]![9]).toBe(9)
  expect(
    weekOf(days, 'UTC')
      .flat()
      .reduce((sum, views) => sum + views, 0),
  ).toBe(9)
})
