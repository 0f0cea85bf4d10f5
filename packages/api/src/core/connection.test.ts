import { eq, sql } from 'drizzle-orm'
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import Sqlite from 'libsql'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Connection } from './connection.ts'
import { hotQuery } from './hot.ts'

const bells = sqliteTable('bells', {
  id: integer('id').primaryKey(),
  name: text('name'),
  hung: integer('hung', { mode: 'boolean' }).notNull(),
  marks: text('marks', { mode: 'json' }).$type<string[]>().notNull(),
  cast: blob('cast', { mode: 'buffer' }),
})

const folder = mkdtempSync(join(tmpdir(), 'carillon-connection-'))
const path = join(folder, 'bells.db')
let writer: Sqlite.Database
let reader: Connection
beforeAll(() => {
  writer = new Sqlite(path)
  writer.exec('PRAGMA journal_mode = WAL')
  writer.exec('CREATE TABLE bells (id INTEGER PRIMARY KEY, name TEXT, hung INTEGER, marks TEXT, "cast" BLOB)')
  writer.prepare('INSERT INTO bells VALUES (1, ?, 1, ?, ?)').run('Salvator', '["1838"]', Buffer.from('bronze'))
  writer.prepare('INSERT INTO bells VALUES (2, NULL, 0, ?, NULL)').run('[]')
  reader = new Connection(path)
  reader.rows('PRAGMA query_only = 1')
})
afterAll(() => {
  reader.close()
  writer.close()
  rmSync(folder, { recursive: true })
})

const byId = hotQuery(bells, (query) =>
  query
    .select()
    .from(bells)
    .where(eq(bells.id, sql.placeholder('id'))),
)

test('a hot query answers what Drizzle answers, in every kind of column', async () => {
  for (const id of [1, 2, 3]) {
    expect(byId(reader, { id })).toEqual(await reader.drizzle.select().from(bells).where(eq(bells.id, id)))
  }
  expect(byId(reader, { id: 1 })[0]).toEqual({
    id: 1,
    name: 'Salvator',
    hung: true,
    marks: ['1838'],
    cast: Buffer.from('bronze'),
  })
})

test('what is written meanwhile is read next', async () => {
  writer.exec("UPDATE bells SET name = 'Gloriosa' WHERE id = 2")
  expect(byId(reader, { id: 2 })).toMatchObject([{ name: 'Gloriosa' }])
})

test('a column that is added leaves a compiled query right', () => {
  writer.exec('ALTER TABLE bells ADD COLUMN tone TEXT')
  expect(byId(reader, { id: 1 })).toMatchObject([{ name: 'Salvator' }])
})

test('nothing is written through one that is to read only', async () => {
  await expect(reader.drizzle.insert(bells).values({ id: 9, hung: true, marks: [] })).rejects.toThrow()
  expect(() => reader.rows('DELETE FROM bells RETURNING id', [])).toThrow(/readonly/)
})

test('a statement whose only value is bytes, or nothing, is one like any other', async () => {
  const own = new Connection(path)
  for (const cast of [Buffer.from('brass'), null]) {
    await own.drizzle.update(bells).set({ cast })
    expect(await own.drizzle.select({ cast: bells.cast }).from(bells).limit(1)).toEqual([{ cast }])
  }
  own.close()
})

test('a boolean is one or nothing, and doesn’t end the process', async () => {
  expect(reader.rows('SELECT ?, ?', [true, false])).toEqual([[1, 0]])
  expect((await reader.client.execute({ sql: 'SELECT ?', args: [true] })).rows).toEqual([[1]])
})

test('more statements than it keeps compiled still answer', async () => {
  for (let at = 0; at < 600; at += 1) expect(reader.rows(`SELECT ${at}`, [])).toEqual([[at]])
  expect(byId(reader, { id: 1 })).toHaveLength(1)
})

test('it holds no log open: another connection can empty it', () => {
  byId(reader, { id: 1 })
  expect(writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw(true).all()).toEqual([[0, 0, 0]])
})
