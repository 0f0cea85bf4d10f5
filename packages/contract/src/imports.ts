import * as z from 'zod'
import { IMPORT_NOTES, type ImportNoteCode } from './imports.notes.ts'
import { LIMITS } from './limits.ts'

export * from './imports.notes.ts'

/** A file as it is sent: what it is, its content says. */
export type ImportFile = { name: string; bytes: Uint8Array }
export const ImportFileName = z.string().min(1).max(255)

/** Something that had to be repaired, or could not be used. */
export const ImportNote = z.object({
  file: z.string(),
  /** 1-based. */
  line: z.int(),
  code: z.enum(Object.keys(IMPORT_NOTES) as ImportNoteCode[]),
  /** What it is about, as the file has it; no words of ours. */
  detail: z.string(),
})
export type ImportNote = z.infer<typeof ImportNote>

export const ImportReport = z.object({
  files: z.int(),
  /** Channels found in the files: each was created or known. */
  rows: z.int(),
  created: z.int(),
  known: z.int(),
  /** The first ones, in the order of the files. */
  notes: z.array(ImportNote).max(LIMITS.importNotes),
  /** All of them. */
  counts: z.partialRecord(z.enum(Object.keys(IMPORT_NOTES) as ImportNoteCode[]), z.int()),
  milliseconds: z.int(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** Where a running import is. */
export const ImportProgress = z.object({
  /** Files that are done, and the one that is being read. */
  files: z.int(),
  file: z.string(),
  rowsDone: z.int(),
  /** Rows of the file; 0 while it is being read. */
  rows: z.int(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

export const ImportJobRef = z.object({ jobId: z.string().max(40) })
export type ImportJobRef = z.infer<typeof ImportJobRef>
/** `report` is there when it is done. */
export const ImportJob = z.object({ progress: ImportProgress, report: ImportReport.nullable() })
export type ImportJob = z.infer<typeof ImportJob>
