import { type Client, createClient } from '@libsql/client'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const MIGRATIONS = new URL('../../../packages/api/migrations', import.meta.url).pathname
type Entry = { when: number; tag: string }
const { entries } = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as { entries: Entry[] }

/** Names of the migrations, the first first. A database had as many schemas. */
export const VERSIONS = entries.map(({ tag }) => tag)

/** Makes a database as it was after the migration `version`, with what of `present` it had room for. */
export async function makeOldDatabase(path: string, present: string, version: number): Promise<void> {
  const client = open(path)
  await client.execute(
    'CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
  )
  for (const { tag, when } of entries.slice(0, version + 1)) {
    const text = readFileSync(join(MIGRATIONS, `${tag}.sql`), 'utf8')
    for (const statement of text.split('--> statement-breakpoint')) await client.execute(statement)
    const args = [createHash('sha256').update(text).digest('hex'), when]
    await client.execute({ sql: 'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', args })
  }
  await client.execute('PRAGMA foreign_keys = 0')
  await client.execute({ sql: 'ATTACH ? AS present', args: [present] })
  for (const table of await tablesOf(client)) {
    const now = new Set((await columnsOf(client, table, 'present')).map(({ name }) => name))
    const columns = (await columnsOf(client, table)).filter(({ name, needed }) => now.has(name) || needed)
    const into = columns.map(({ name }) => `"${name}"`)
    // What a later schema has no more of is something that nothing else knows, like a token.
    const from = columns.map(({ name }) => (now.has(name) ? `"${name}"` : 'hex(randomblob(16))'))
    await client.execute(`INSERT INTO main."${table}" (${into}) SELECT ${from} FROM present."${table}"`)
  }
  await client.execute('DETACH present')
  client.close()
}

export type Shape = Record<string, { columns: string[]; indexes: string[]; references: string[]; rows: number }>

/** Tables with what makes them what they are, however they came to be it; and how many rows each has. */
export async function readShape(path: string): Promise<Shape> {
  const client = open(path)
  const shape: Shape = {}
  for (const table of await tablesOf(client)) {
    const all = async (sql: string) => (await client.execute(sql)).rows.map((row) => Object.values(row).join(' '))
    const columns = (await columnsOf(client, table)).map((column) => Object.values(column).join(' '))
    const indexes = await all(`SELECT name FROM pragma_index_list('${table}') WHERE name NOT LIKE 'sqlite_%'`)
    const references = await all(`SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list('${table}')`)
    const [rows] = await all(`SELECT count(*) FROM "${table}"`)
    shape[table] = {
      columns: columns.toSorted(),
      indexes: indexes.toSorted(),
      references: references.toSorted(),
      rows: Number(rows),
    }
  }
  client.close()
  return shape
}

/** How many migrations a database has had, and the first sign of damage. */
export async function readState(path: string): Promise<{ version: number; damage: string | null }> {
  const client = open(path)
  const one = async (sql: string) => (await client.execute(sql)).rows[0]
  const version = Number((await one('SELECT count(*) AS count FROM __drizzle_migrations'))!['count']) - 1
  const check = String((await one('PRAGMA integrity_check'))!['integrity_check'])
  const orphan = await one('PRAGMA foreign_key_check')
  client.close()
  return { version, damage: check === 'ok' ? (orphan ? JSON.stringify(orphan) : null) : check }
}

const open = (path: string) => createClient({ url: `file:${path}`, concurrency: 1 })

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'`,
  )
  return rows.map((row) => String(row['name']))
}

async function columnsOf(client: Client, table: string, schema = 'main') {
  const { rows } = await client.execute(`PRAGMA ${schema}.table_info("${table}")`)
  return rows.map((row) => ({
    name: String(row['name']),
    type: String(row['type']),
    needed: Number(row['notnull']) === 1 && row['dflt_value'] === null,
    preset: String(row['dflt_value']),
    key: Number(row['pk']) > 0,
  }))
}
