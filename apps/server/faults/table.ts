import type { Row } from './report.ts'

export type Line = Row | { fault: string; what: string; skipped: string }

const HEAD = ['fault', 'what', 'tried', 'lost', 'doubled', 'left over', 'control']
const NUMBERS = new Set([2, 3, 4, 5])

/** The lines in the order of their faults, as a table for a terminal. */
export function formatTable(lines: Line[]): string {
  const sorted = lines.toSorted((a, b) => numberOf(a) - numberOf(b) || a.what.localeCompare(b.what))
  const rows = [HEAD, ...sorted.map(cells)]
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)))
  const drawn = rows.map((row) =>
    row
      .map((cell, at) => (NUMBERS.has(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [drawn[0], rule, ...drawn.slice(1)].join('\n')
}

const numberOf = ({ fault }: Line) => Number(fault.slice(1))

function cells(line: Line): string[] {
  if ('skipped' in line) return [line.fault, line.what, '', '', '', '', `skipped: ${line.skipped}`]
  const { fault, what, points, lost, doubled, left, control } = line
  return [fault, what, ...[points, lost, doubled, left].map((count) => count.toLocaleString('en')), control]
}
