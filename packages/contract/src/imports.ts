import * as z from 'zod'
import { LIMITS } from './limits.ts'

export const ImportFile = z.object({ name: z.string().min(1).max(255), text: z.string().max(LIMITS.importBytes) })
export const ImportOpml = z.object({ files: z.array(ImportFile).min(1).max(100) })
export type ImportOpml = z.infer<typeof ImportOpml>

/** Something that had to be repaired, or could not be used. */
export const ImportNote = z.object({
  file: z.string(),
  /** 1-based. */
  line: z.int(),
  code: z.enum(['ampersand', 'quotes', 'malformed', 'no_name', 'no_outlines', 'handle_renamed', 'duplicate']),
  detail: z.string(),
})
export type ImportNote = z.infer<typeof ImportNote>
export const ImportReport = z.object({
  files: z.int(),
  outlines: z.int(),
  created: z.int(),
  known: z.int(),
  notes: z.array(ImportNote),
})
export type ImportReport = z.infer<typeof ImportReport>
