import Sqlite from 'libsql'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, type Pattern, scan } from './scan.ts'

/**
 * Looks at what the databases below a folder hold, row by row: in the file a long text lies in pieces, and a marker may
 * be where one ends. To be run after `scanForMarkers`, and where nothing else of this process has them open.
 */
export async function scanDatabases(dir: string, patterns: Pattern[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for await (const file of glob('**/carillon.db', { cwd: dir })) {
    const database = new Sqlite(join(dir, file), { readonly: true })
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).raw(true).all() as [string][]
    for (const [table] of tables) {
      const rows = database.prepare(`SELECT * FROM "${table}"`).raw(true).iterate() as Iterable<unknown[]>
      findings.push(...(await scan(`${file}, table ${table}`, bytesOf(rows), patterns)))
    }
    database.close()
  }
  return findings
}

/** A zero between them, so that two values together are never taken for a marker. */
async function* bytesOf(rows: Iterable<unknown[]>): AsyncGenerator<Uint8Array> {
  for (const row of rows) {
    const values = row.filter((value) => typeof value === 'string' || value instanceof Uint8Array)
    yield Buffer.concat(values.flatMap((value) => [Buffer.from(value as string), Buffer.of(0)]))
  }
}
