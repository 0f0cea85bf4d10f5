import {
  fillPlaceholders,
  getTableColumns,
  getTableName,
  type InferInsertModel,
  type InferSelectModel,
} from 'drizzle-orm'
import { QueryBuilder, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Connection } from './connection.ts'
import type { Database, Tx } from './database.ts'

/**
 * A query on a hot path. Its SQL is written once for all, which costs Drizzle more than the query takes; and all columns
 * of a row but bytes arrive as one JSON text, because the driver's work is by the value. `build` selects the table's
 * columns, all of them, with `sql.placeholder(name)` for what varies.
 */
export function hotQuery<Table extends SQLiteTable>(
  table: Table,
  build: (query: QueryBuilder) => { toSQL(): { sql: string; params: unknown[] } },
) {
  const columns = Object.entries(getTableColumns(table)).map(([name, column], at) => ({ name, column, key: `c${at}` }))
  const bytes = columns.filter(({ column }) => column.getSQLType() === 'blob')
  const plain = columns.filter((column) => !bytes.includes(column))
  const written = lazily(() => {
    const { sql, params } = build(new QueryBuilder()).toSQL()
    const keys = (list: typeof columns) => list.map(({ key }) => key).join(', ')
    const selected = [`json_array(${keys(plain)})`, ...bytes.map(({ key }) => key)].join(', ')
    return { sql: `WITH found(${keys(columns)}) AS (${sql}) SELECT ${selected} FROM found`, params }
  })
  return (reader: Pick<Connection, 'rows'>, values: Record<string, unknown>): InferSelectModel<Table>[] => {
    const { sql, params } = written()
    return reader.rows(sql, fillPlaceholders(params, values)).map(([json, ...blobs]) => {
      const found: Record<string, unknown> = {}
      const given = JSON.parse(json as string) as unknown[]
      for (const [at, { name, column }] of plain.entries()) found[name] = read(column, given[at])
      for (const [at, { name, column }] of bytes.entries()) found[name] = read(column, blobs[at])
      return found as InferSelectModel<Table>
    })
  }
}

function read(column: { mapFromDriverValue(value: unknown): unknown }, value: unknown): unknown {
  return value === null ? null : column.mapFromDriverValue(value)
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** An insert on a hot path, for a row that names its columns itself: what isn't given is null. */
export function hotInsert<Table extends SQLiteTable>(table: Table) {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, column]) => `"${column.name}"`)
  const text = `INSERT INTO "${getTableName(table)}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
  return (db: Pick<Database, 'run'>, tx: Tx, row: InferInsertModel<Table>): void => {
    const given = row as Record<string, unknown>
    const values = columns.map(([name, column]) => {
      const value = given[name] ?? null
      return value === null ? null : column.mapToDriverValue(value)
    })
    db.run(tx, text, values)
  }
}
