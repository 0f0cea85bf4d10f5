import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Description } from './describe.ts'

const FILE = join(import.meta.dirname, 'snapshot.json')

/** What was last agreed on. */
export function readSnapshot(): Description {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Description
}

export function writeSnapshot(description: Description): void {
  writeFileSync(FILE, `${JSON.stringify(description, null, 2)}\n`)
}
