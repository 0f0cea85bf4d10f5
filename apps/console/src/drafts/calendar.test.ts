import type { Draft } from '@carillon/contract'
import { clockAt } from '@carillon/contract/wallclock'
import { describe, expect, test } from 'vitest'
import { firstWeekday, monthFrom, outingsBy, ownZone, weeksOf } from './calendar.ts'

const NOON = Date.UTC(2026, 2, 10, 12)

function draft(at: number, repeat: { days: number; until: string } | null = null): Draft {
  const schedule = { at, ...clockAt(at, ownZone), timeZone: ownZone, repeat, fault: null }
  return { id: `dft_${at}`, schedule } as Draft
}

describe('a month', () => {
  test('is shown in whole weeks, from Monday or from Sunday', () => {
    const monday = weeksOf('2026-03-01', 1)
    expect([monday[0]![0], monday.at(-1)!.at(-1), monday.length]).toEqual(['2026-02-23', '2026-04-05', 6])
    const sunday = weeksOf('2026-03-01', 7)
    expect([sunday[0]![0], sunday.at(-1)!.at(-1), sunday.length]).toEqual(['2026-03-01', '2026-04-04', 5])
  })

  test('has one before and one after it, over the turn of the year', () => {
    expect([monthFrom('2026-01-31', -1), monthFrom('2026-12-01', 1)]).toEqual(['2025-12-01', '2027-01-01'])
  })

  test('begins as weeks do where one lives', () => {
    expect([firstWeekday('fr'), firstWeekday('en-US')]).toEqual([1, 7])
  })
})

describe('what goes out', () => {
  const days = weeksOf('2026-03-01', 1).flat()

  test('stands on its day, soonest first', () => {
    const byDay = outingsBy([draft(NOON + 3_600_000), draft(NOON)], days)
    expect(byDay.get('2026-03-10')!.map(({ at }) => at)).toEqual([NOON, NOON + 3_600_000])
    expect(byDay.get('2026-03-11')).toEqual([])
  })

  test('stands on every day on which it repeats, until its last', () => {
    const byDay = outingsBy([draft(NOON, { days: 7, until: '2026-03-24' })], days)
    const on = [...byDay].filter(([, outings]) => outings.length > 0)
    expect(on.map(([day, [outing]]) => [day, outing!.first])).toEqual([
      ['2026-03-10', true],
      ['2026-03-17', false],
      ['2026-03-24', false],
    ])
  })

  test('is in no month before or after it', () => {
    expect([...outingsBy([draft(NOON)], weeksOf('2026-05-01', 1).flat()).values()].flat()).toEqual([])
  })
})
