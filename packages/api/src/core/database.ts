import { createClient, type Client } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { emptyLog, workAside, type WriteAside } from './aside.ts'
import { Connection } from './connection.ts'
import type { Metrics } from './metrics.ts'
import { Writer } from './writer.ts'

export type Drizzle = LibSQLDatabase
export type Tx = Parameters<Parameters<Drizzle['transaction']>[0]>[0]

export type Database = {
  /** Where its file is, for a connection of one's own. */
  path: string
  /** For queries. Its connection refuses to write. */
  read: Drizzle
  /** The same connection, for `hotQuery`. */
  rows: Connection['rows']
  row: Connection['row']
  /** Another number whenever something may have been written. */
  version(): number
  /** A statement of the transaction that is under way, and the rows it answers; `tx` shows that there is one. */
  run(tx: Tx, sql: string, params: unknown[]): unknown[][]
  /** Resolves when the change is on disk; see `Writer.transaction`. */
  transaction: Writer['transaction']
  /** Drizzle for better-auth, which writes statement by statement: each takes its turn in the writer's queue. */
  statements: Drizzle
  /** Empties the write-ahead log, so that what was erased is in no file; `false` while another program reads from it. */
  checkpoint(): Promise<boolean>
  /** Runs long work that writes much, with a thread for it: nobody who reads waits for what it writes there. */
  aside<T>(work: (write: WriteAside) => Promise<T>): Promise<T>
  /** The first sign of damage that a scan finds, or `null`. */
  findDamage(): Promise<string | null>
  close(): Promise<void>
}

export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase'
  readonly path: string
  constructor(path: string, found: string) {
    super(`${path} is damaged (${found}). It was left as it is: restore it from a backup, or move it away.`)
    this.path = path
  }
}

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname

/** Opens the database file at `path` and brings its schema up to date; never replaces a file it can't read. */
export async function openDatabase(path: string, metrics?: Metrics): Promise<Database> {
  assertHeader(path)
  try {
    return await open(path, metrics)
  } catch (error) {
    if (/malformed|not a database|corrupt/i.test(String(error))) throw new DamagedDatabase(path, message(error))
    throw error
  }
}

async function open(path: string, metrics?: Metrics): Promise<Database> {
  const url = pathToFileURL(path).href
  const client = createClient({ url, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  const db = drizzle(client)
  const damage = findDamage((await client.execute(QUICK_CHECK)).rows)
  // Left open until the process ends: closing it would write what is in the log into the damaged file.
  if (damage) throw new DamagedDatabase(path, damage)
  await migrate(db, { migrationsFolder: MIGRATIONS })
  client.close()
  const connection = new Connection(path)
  const writer = new Writer(connection, metrics)
  const reader = new Connection(path)
  reader.rows('PRAGMA query_only = 1')
  return {
    path,
    read: reader.drizzle,
    rows: reader.rows.bind(reader),
    row: reader.row.bind(reader),
    version: () => writer.version,
    run: (_, sql, params) => connection.executeInside(sql, params).rows,
    transaction: writer.transaction.bind(writer),
    statements: drizzle(queued(connection.client, writer)),
    checkpoint: () => writer.statement(() => emptyLog(path, connection)),
    aside: (work) => workAside(path, connection, writer, work),
    findDamage: async () => findDamage(reader.rows(QUICK_CHECK)),
    async close() {
      await writer.close()
      reader.close()
    },
  }
}

/** A client whose single statements wait for their turn behind the writer's transactions. */
function queued(client: Client, writer: Writer): Client {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'execute') return (...args: [string]) => writer.statement(() => target.execute(...args))
      if (name === 'transaction' || name === 'batch') throw new Error('use the writer for transactions')
      return Reflect.get(target, name) as unknown
    },
  })
}

const QUICK_CHECK = 'PRAGMA quick_check(1)'

function findDamage(rows: ArrayLike<unknown>[]): string | null {
  const found = String(rows[0]?.[0] ?? 'no answer')
  return found === 'ok' ? null : found
}

const HEADER = 'SQLite format 3\0'

/** SQLite takes a short or foreign file for an empty database in some cases, and would write over it. */
function assertHeader(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return
  const bytes = Buffer.alloc(HEADER.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, bytes, 0, bytes.length, 0)
  } finally {
    closeSync(file)
  }
  if (bytes.toString('latin1') !== HEADER) throw new DamagedDatabase(path, 'its header is not that of a database')
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
