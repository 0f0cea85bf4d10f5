import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { formatTable, type Line } from './table.ts'

/** The whole suite; then it is cut short, and has failed. A part of it among all other tests waits for these. */
const WITHIN = 15 * 60_000

/** Collects what each file records, and prints it as one table when all have run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-faults-'))
  const rows = join(folder, 'rows')
  project.provide('faultRows', rows)
  const limit = process.env['FAULTS'] === 'all' ? setTimeout(() => cutShort(project), WITHIN) : undefined
  return async () => {
    clearTimeout(limit)
    const written = await readFile(rows, 'utf8').catch(() => '')
    const lines = written.split('\n').filter(Boolean)
    if (lines.length > 0) process.stdout.write(`\n${formatTable(lines.map((line) => JSON.parse(line) as Line))}\n\n`)
    await rm(folder, { recursive: true, force: true })
  }
}

function cutShort(project: TestProject): void {
  process.exitCode = 1
  process.stderr.write('The fault suite took more than 15 minutes, and was cut short.\n')
  void project.vitest.cancelCurrentRun('test-failure')
}
