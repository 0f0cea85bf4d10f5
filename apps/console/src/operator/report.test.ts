import type { ImportNote } from '@carillon/contract'
import { loadConsole } from '@carillon/ui/messages/load'
import { expect, test } from 'vitest'
import { emptyReport, joinReports, reportAsCsv, reportAsText } from './report.ts'

const NOTE: ImportNote = { file: 'a.csv', line: 2, code: 'country_unknown', detail: 'Atlantis' }
const { imports } = await loadConsole('en')

test('reports of several files add up', () => {
  const one = { ...emptyReport(), files: 1, rows: 3, created: 2, known: 1, milliseconds: 5 }
  const sum = joinReports(
    { ...one, notes: [NOTE], counts: { country_unknown: 1, quotes: 2 } },
    { ...one, notes: [NOTE], counts: { country_unknown: 4 } },
  )
  expect(sum).toEqual({
    files: 2,
    rows: 6,
    created: 4,
    known: 2,
    milliseconds: 10,
    notes: [NOTE, NOTE],
    counts: { country_unknown: 5, quotes: 2 },
  })
})

test('a report is downloaded as text, a note a line', () => {
  expect(reportAsText([NOTE], imports)).toBe('a.csv:2: No country, left open: Atlantis\n')
})

test('a report is downloaded as CSV, in which nothing is a formula', () => {
  const hostile = ['=cmd()', '+1', '-1', '@SUM(A1)', '\tx', 'say "hi", twice']
  const csv = reportAsCsv(
    hostile.map((detail) => ({ ...NOTE, detail })),
    imports,
  )
  expect(csv.startsWith('\uFEFF"File","Line","What","Detail"\r\n')).toBe(true)
  const details = csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(line.indexOf('open",') + 6))
  expect(details).toEqual([`"'=cmd()"`, `"'+1"`, `"'-1"`, `"'@SUM(A1)"`, `"'\tx"`, '"say ""hi"", twice"'])
})
