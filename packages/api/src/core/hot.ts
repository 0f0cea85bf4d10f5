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
 * A query on a hot path. Its SQL is written once for all, and its rows are read by the place of their columns: what
 * Drizzle does for each call otherwise costs more than the query. `build` selects the table's columns, all of them,
 * with `sql.placeholder(name)` for what varies.
 */
export function hotQuery<Table extends SQLiteTable>(
  table: Table,
  build: (query: QueryBuilder) => { toSQL(): { sql: string; params: unknown[] } },
) {
  const columns = Object.entries(getTableColumns(table))
  let written: { sql: string; params: unknown[] } | undefined
  return (reader: Pick<Connection, 'rows'>, values: Record<string, unknown>): InferSelectModel<Table>[] => {
    written ??= build(new QueryBuilder()).toSQL()
    return reader.rows(written.sql, fillPlaceholders(written.params, values)).map((row) => {
      const read: Record<string, unknown> = {}
      for (const [at, [name, column]] of columns.entries()) {
        read[name] = row[at] === null ? null : column.mapFromDriverValue(row[at])
      }
      return read as InferSelectModel<Table>
    })
  }
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
