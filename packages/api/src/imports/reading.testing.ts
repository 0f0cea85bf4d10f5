import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type ImportPart, openImport } from './read.ts'

const FOLDER = new URL('../../../../../shared/data/opml/', import.meta.url)

/** Names of files with outlines of real broadcasters, which lie beside the project where it is developed. */
export const REAL = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.opml')) : []
/** Why tests are skipped, or nothing. */
export const SKIPPED = REAL.length === 0 ? ' (skipped: ../shared/data/opml is not here)' : ''

export function readReal(name: string) {
  const bytes = readFileSync(new URL(encodeURIComponent(name), FOLDER))
  return { name, bytes, text: bytes.toString() }
}

/** All of a file at once. */
export async function readWhole(name: string, bytes: Uint8Array): Promise<ImportPart> {
  const whole: ImportPart = { rows: [], remarks: [] }
  for await (const { rows, remarks } of openImport(name, bytes).parts) {
    whole.rows.push(...rows)
    whole.remarks.push(...remarks)
  }
  return whole
}
