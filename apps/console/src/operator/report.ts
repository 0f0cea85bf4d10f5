import { type ImportNote, type ImportNoteCode, type ImportReport, LIMITS } from '@carillon/contract'

type Words = { fileColumn: string; line: string; what: string; detail: string; note: Record<ImportNoteCode, string> }

export function emptyReport(): ImportReport {
  return { files: 0, rows: 0, created: 0, known: 0, notes: [], counts: {}, milliseconds: 0 }
}

/** Of several imports as if they had been one. */
export function joinReports(a: ImportReport, b: ImportReport): ImportReport {
  const counts = { ...a.counts }
  for (const [code, count] of Object.entries(b.counts) as [ImportNoteCode, number][]) {
    counts[code] = (counts[code] ?? 0) + count
  }
  return {
    files: a.files + b.files,
    rows: a.rows + b.rows,
    created: a.created + b.created,
    known: a.known + b.known,
    notes: [...a.notes, ...b.notes].slice(0, LIMITS.importNotes),
    counts,
    milliseconds: a.milliseconds + b.milliseconds,
  }
}

/** With a byte order mark, without which Excel takes it for Latin-1. */
export function reportAsCsv(notes: ImportNote[], words: Words): string {
  const rows = notes.map(({ file, line, code, detail }) => [file, String(line), words.note[code], detail])
  const all = [[words.fileColumn, words.line, words.what, words.detail], ...rows]
  return `\uFEFF${all.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

export function reportAsText(notes: ImportNote[], words: Words): string {
  return notes.map(({ file, line, code, detail }) => `${file}:${line}: ${words.note[code]}: ${detail}\n`).join('')
}

/** What a spreadsheet would take for a formula comes from somebody else's file: it gets an apostrophe. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${inert.replaceAll('"', '""')}"`
}
