import {
  type ImportFile,
  type ImportNoteCode,
  type ImportProgress,
  type ImportReport,
  LIMITS,
  RETENTION_DAYS,
} from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { insertChannel } from '../channels/service.ts'
import { handles } from '../channels/table.ts'
import { type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { freeHandle } from './handles.ts'
import { KnownChannels } from './known.ts'
import type { ImportRow } from './read.ts'
import { startReader } from './reader.ts'

/** So many channels a transaction: other writers get their turn in between. */
const BATCH = 10

/** What one run keeps in mind. */
type Run = {
  report: ImportReport
  known: KnownChannels
  /** Channels made in this run. */
  made: Set<string>
  numbers: Map<string, number>
}

/**
 * Makes listed, unclaimed channels of what the files hold, OPML or CSV, and leaves alone those that are here already.
 * The files are taken one by one, so that no two need be in memory.
 */
export async function importFiles(
  ctx: Ctx,
  files: Iterable<ImportFile> | AsyncIterable<ImportFile>,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportReport> {
  const began = ctx.now()
  const report: ImportReport = { files: 0, rows: 0, created: 0, known: 0, notes: [], counts: {}, milliseconds: 0 }
  const run: Run = { report, known: new KnownChannels(ctx), made: new Set(), numbers: new Map() }
  const reader = startReader()
  try {
    for await (const file of files) {
      if (file.bytes.length > LIMITS.importBytes) throw new AppError('imports.too_large')
      const at = (rowsDone: number, rows: number) =>
        onProgress({ files: report.files, file: file.name, rowsDone, rows })
      at(0, 0)
      const { count, parts } = await reader.read(file)
      let done = 0
      for await (const { rows, remarks } of parts) {
        for (const { line, code, detail } of remarks) note(report, file.name, line, code, detail)
        for (let from = 0; from < rows.length; from += BATCH) {
          const batch = rows.slice(from, from + BATCH)
          await importBatch(ctx, run, file.name, batch)
          at((done += batch.length), count)
        }
      }
      report.files += 1
    }
  } finally {
    await reader.close()
  }
  report.milliseconds = Math.max(0, ctx.now() - began)
  return report
}

async function importBatch(ctx: Ctx, run: Run, file: string, rows: ImportRow[]): Promise<void> {
  const { report, known, made, numbers } = run
  await transact(ctx, async (tx) => {
    for (const row of rows) {
      report.rows += 1
      const found = await known.find(tx, row)
      if (found) {
        report.known += 1
        note(report, file, row.line, made.has(found.id) ? 'repeated' : 'duplicate', `@${found.handle}`)
        continue
      }
      const { line, ownHandle: _, ...profile } = row
      const handle = await freeHandle(row.handle, (wanted) => isTaken(tx, wanted), numbers)
      if (handle !== row.handle) note(report, file, line, 'handle_taken', `@${row.handle} → @${handle}`)
      const rest = { ...OPEN, retentionDays: RETENTION_DAYS, claimed: false }
      const channel = await insertChannel(ctx, tx, { ...profile, ...rest, handle })
      made.add(channel.id)
      known.add(row, channel)
      report.created += 1
    }
  })
}

/** Found by everybody, for everybody. */
const OPEN = { listed: true, access: 'open', reactions: null, sharing: true } as const

async function isTaken(tx: Tx, handle: string): Promise<boolean> {
  return (await tx.$count(handles, eq(handles.handle, handle))) > 0
}

function note(report: ImportReport, file: string, line: number, code: ImportNoteCode, detail: string): void {
  report.counts[code] = (report.counts[code] ?? 0) + 1
  if (report.notes.length < LIMITS.importNotes) report.notes.push({ file, line, code, detail })
}
