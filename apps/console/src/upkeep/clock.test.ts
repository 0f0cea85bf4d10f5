import { createFormat } from '@carillon/ui/format'
import { expect, test } from 'vitest'
import { span } from './clock.ts'

const HOUR = 3_600_000
const format = createFormat('en')

test('a while is told in the unit that says it best', () => {
  const told = [0, 90_000, 119 * 60_000, 3.4 * HOUR, -47 * HOUR, 47.6 * HOUR, 365 * 24 * HOUR]
  expect(told.map((length) => span(format, length))).toEqual([
    '1 minute',
    '2 minutes',
    '119 minutes',
    '3 hours',
    '47 hours',
    '2 days',
    '365 days',
  ])
})
