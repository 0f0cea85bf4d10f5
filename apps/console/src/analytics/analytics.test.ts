import { expect, test } from 'vitest'
import { keyed } from './Chart.tsx'
import { changeFrom } from './change.ts'
import { analyticsFormat } from './format.ts'
import { heatOf, hottest } from './heat.ts'
import { lastDays, lengthOf, spanBefore, spanIn } from './span.ts'
import { ticksOf } from './ticks.ts'

const TODAY = '2026-03-29'

test('thirty days with the present one are looked at where the address names none', () => {
  expect(spanIn({}, TODAY)).toEqual({ span: { from: '2026-02-28', to: TODAY }, days: 30 })
  expect(spanIn({ days: '12' }, TODAY).days).toBe(30)
  expect(lengthOf(spanIn({ days: '365' }, TODAY).span)).toBe(365)
})

test('a span of chosen days is taken as it is, up to a leap year', () => {
  const year = { from: '2024-01-01', to: '2024-12-31' }
  expect(spanIn(year, TODAY)).toEqual({ span: year, days: null })
  expect(spanIn({ from: '2024-01-01', to: '2025-01-01' }, TODAY).wrong).toBe('long')
  expect(spanIn({ from: '2024-01-02', to: '2024-01-01' }, TODAY).wrong).toBe('order')
})

test('what is no day is no span', () => {
  for (const from of ['2026-02-31', 'yesterday', '', undefined]) {
    expect(spanIn({ from: from as string, to: TODAY }, TODAY).span).toEqual(lastDays(30, TODAY))
  }
})

test('the span before is as long and ends the day before', () => {
  expect(spanBefore({ from: '2026-03-01', to: '2026-03-07' })).toEqual({ from: '2026-02-22', to: '2026-02-28' })
})

test('a day is the same in every language and time zone', () => {
  const instant = Date.UTC(2026, 4, 3)
  expect(analyticsFormat('en').longDay(instant)).toBe('Sunday, May 3, 2026')
  expect(analyticsFormat('fr').longDay(instant)).toBe('dimanche 3 mai 2026')
  expect(analyticsFormat('es').longDay(instant)).toBe('domingo, 3 de mayo de 2026')
  expect(analyticsFormat('fr').weekday(0, 'long')).toBe('lundi')
})

test('a change is a share of what was before, if there was anything', () => {
  expect(changeFrom(100, 112)).toBeCloseTo(0.12)
  expect(changeFrom(0, 5)).toBeNull()
  expect(changeFrom(1_000, 1_001)).toBeNull()
})

test('the warmest hour is found, and the least view is warmer than none', () => {
  const week = Array.from({ length: 7 }, () => Array<number>(24).fill(0))
  expect(hottest(week)).toBeNull()
  week[2]![18] = 1_000
  week[6]![0] = 1
  expect(hottest(week)).toMatchObject({ weekday: 2, hour: 18 })
  expect([0, 1, 250, 1_000].map((views) => heatOf(views, week))).toEqual([0, 1, 1, 4])
})

test('no more places are named below a curve than there is room for, and the last one is', () => {
  const days = Array.from({ length: 365 }, (_, at) => at)
  const named = ticksOf(days, 400)
  expect(named.length).toBeLessThanOrEqual(5)
  expect(named.at(-1)).toBe(364)
  expect(ticksOf([7], 400)).toEqual([7])
})

test('keys lead along a chart and not beyond its ends', () => {
  expect(keyed('ArrowLeft', 0, 29)).toBe(0)
  expect(keyed('ArrowRight', 28, 29)).toBe(29)
  expect(keyed('PageUp', 20, 29)).toBe(27)
  expect(keyed('Home', 20, 29)).toBe(0)
  expect(keyed('Tab', 20, 29)).toBeUndefined()
})
