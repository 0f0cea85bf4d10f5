import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'
import { clean, lineCounter, type Remark, snippet } from './outline.ts'

const DELIMITERS = [',', ';', '\t']
/** Bytes of one row: a quote that is never closed is noticed after so many. */
const MAX_ROW = 65_536
/** Rows with torn quotes that are worth mending: the bound on how often reading begins anew. */
const MAX_MENDED = 1_000

export type Header = { delimiter: string; columns: string[] }

/** The delimiter and columns of the first line of a CSV file, or `null` when none of them is `name`. */
export function readHeader(text: string): Header | null {
  const line = text.slice(0, MAX_ROW).replace(/^\n+/, '').split('\n', 1)[0]!
  for (const delimiter of DELIMITERS) {
    const columns = split(line, delimiter).map((cell) => clean(cell).toLowerCase())
    if (columns.includes('name')) return { delimiter, columns }
  }
  return null
}

/** The rows after the header, each with the line it begins on. One whose quotes are torn is taken as it stands. */
export function readRecords(text: string, delimiter: string) {
  const bytes = Buffer.from(text)
  const lineAt = lineCounter(bytes)
  const records: { line: number; cells: string[] }[] = []
  const remarks: Remark[] = []
  let at = endOfLine(bytes, skipBreaks(bytes, 0))

  /** Everything up to the first row that can't be read; says whether there was none. */
  function readOn(): boolean {
    const from = at
    const take = (cells: unknown, { bytes: read }: InfoRecord) => {
      records.push({ line: lineAt(skipBreaks(bytes, at)), cells: cells as string[] })
      at = from + read
      return null
    }
    try {
      parse(bytes.subarray(from), { ...FORMAT, delimiter, on_record: take })
      return true
    } catch (error) {
      if (error instanceof CsvError) return false
      throw error
    }
  }

  while (!readOn()) {
    const start = skipBreaks(bytes, at)
    const end = endOfLine(bytes, start)
    const whole = end - start <= MAX_ROW && remarks.length < MAX_MENDED
    const line = lineAt(start)
    const raw = bytes.toString('utf8', start, Math.min(end, start + MAX_ROW))
    remarks.push({ line, code: whole ? 'quotes' : 'unreadable', detail: snippet(raw) })
    if (whole) records.push({ line, cells: split(raw, delimiter) })
    if (remarks.length > MAX_MENDED) break
    at = end
  }
  return { records, remarks }
}

const FORMAT = {
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  record_delimiter: '\n',
  max_record_size: MAX_ROW,
} as const

/** Cells of a line whose quotes say nothing of where they end. */
function split(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, '').replaceAll('""', '"'))
}

function skipBreaks(bytes: Buffer, at: number): number {
  let start = at
  while (bytes[start] === 0x0a) start += 1
  return start
}

/** Where the next line begins. */
function endOfLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf('\n', at)
  return end === -1 ? bytes.length : end + 1
}
