import { eq } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Connection } from './connection.ts'
import type { Tx } from './database.ts'
import { Writer } from './writer.ts'

const rows = sqliteTable('rows', { id: integer('id').primaryKey(), word: text('word').notNull().unique() })

let dir: string
let connection: Connection
let reader: Connection
let writer: Writer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carillon-writer-'))
  const path = join(dir, 'test.db')
  connection = new Connection(path)
  connection.rows('PRAGMA journal_mode = WAL')
  await connection.client.execute('CREATE TABLE rows (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)')
  await connection.client.execute('CREATE TABLE leaves (row INTEGER REFERENCES rows(id) DEFERRABLE INITIALLY DEFERRED)')
  reader = new Connection(path)
  writer = new Writer(connection)
})
afterEach(async () => {
  await writer.close()
  reader.close()
  await rm(dir, { recursive: true, force: true })
})

const add = (word: string) => (tx: Tx) => tx.insert(rows).values({ word })
const words = async () => reader.rows('SELECT word FROM rows ORDER BY id').map((row) => String(row[0]))
const pragmas = () =>
  ['foreign_keys', 'synchronous', 'secure_delete'].map((name) => connection.rows(`PRAGMA ${name}`)[0]![0])

test('transactions run one after the other, in the order they were asked for', async () => {
  const steps: string[] = []
  const job = (name: string) =>
    writer.transaction(async (tx) => {
      steps.push(`${name} begins`)
      await add(name)(tx)
      steps.push(`${name} ends`)
    })
  await Promise.all(['a', 'b', 'c'].map(job))
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(await words()).toEqual(['a', 'b', 'c'])
})

test('two hundred at once all succeed, each as long as it takes', async () => {
  const all = Array.from({ length: 200 }, (_, at) => writer.transaction(add(`word ${at}`)))
  const settled = await Promise.allSettled(all)
  expect(settled.filter((result) => result.status === 'rejected')).toEqual([])
  expect(await words()).toHaveLength(200)
})

test('a transaction is seen by readers once it resolves, and not before', async () => {
  let during: string[] = ['unset']
  await writer.transaction(async (tx) => {
    await add('a')(tx)
    during = await words()
  })
  expect(during).toEqual([])
  expect(await words()).toEqual(['a'])
})

test('one that fails leaves nothing behind, tells its caller, and holds up nobody', async () => {
  const failed = writer.transaction(async (tx) => {
    await add('half')(tx)
    throw new Error('changed my mind')
  })
  const next = writer.transaction(add('whole'))
  await expect(failed).rejects.toThrow('changed my mind')
  await next
  expect(await words()).toEqual(['whole'])
})

describe('small writes in a group', () => {
  const group = { group: true }
  /** Keeps the queue busy while the group gathers behind it. */
  const occupy = () => writer.transaction(async (tx) => void (await tx.select().from(rows)))

  test('share a commit, and one that fails takes none of the others with it', async () => {
    const first = occupy()
    const jobs = ['a', 'b', 'a', 'c'].map((word) => writer.transaction(add(word), group))
    const thrown = writer.transaction(async (tx) => {
      await add('d')(tx)
      throw new Error('changed my mind')
    }, group)
    const last = writer.transaction(add('e'), group)
    const settled = await Promise.allSettled([first, ...jobs, thrown, last])
    const done = 'occupied a b a c d e'.split(' ').filter((_, at) => settled[at]!.status === 'fulfilled')
    expect(done).toEqual(['occupied', 'a', 'b', 'c', 'e'])
    expect(await words()).toEqual(['a', 'b', 'c', 'e'])
  })

  test('are taken one by one when their commit fails, so that the one to blame fails alone', async () => {
    const orphan = (tx: Tx) => tx.run('INSERT INTO leaves VALUES (999)')
    const first = occupy()
    const all = [add('a'), orphan, add('b')].map((work) => writer.transaction<unknown>(work, group))
    const settled = await Promise.allSettled([first, ...all])
    expect(settled.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await words()).toEqual(['a', 'b'])
  })

  test('keep their place among the others', async () => {
    const steps: string[] = []
    const job = (name: string, options = {}) => writer.transaction(async () => void steps.push(name), options)
    await Promise.all([job('1'), job('2', group), job('3', group), job('4'), job('5', group)])
    expect(steps).toEqual(['1', '2', '3', '4', '5'])
  })

  test('are many, and none is lost', async () => {
    const all = Array.from({ length: 300 }, (_, at) => writer.transaction(add(`word ${at}`), group))
    await Promise.all(all)
    expect(await words()).toHaveLength(300)
  })

  test('answer each with its own result', async () => {
    const first = occupy()
    const all = ['x', 'y', 'z'].map((word) =>
      writer.transaction(async (tx) => {
        await add(word)(tx)
        return (await tx.select().from(rows).where(eq(rows.word, word)).get())!.word
      }, group),
    )
    await first
    expect(await Promise.all(all)).toEqual(['x', 'y', 'z'])
  })
})

describe('the pragmas', () => {
  test('hold before, during and after an error', async () => {
    await writer.transaction(add('a'))
    expect(pragmas()).toEqual([1, 2, 1])
    await expect(writer.transaction(add('a'))).rejects.toThrow()
    expect(pragmas()).toEqual([1, 2, 1])
    let during: unknown[] = []
    await writer.transaction(async () => void (during = pragmas()))
    expect(during).toEqual([1, 2, 1])
    await writer.transaction(async () => void (during = pragmas()), { soft: true })
    expect(during).toEqual([1, 1, 1])
    expect(pragmas()).toEqual([1, 2, 1])
    await expect(writer.transaction(add('a'), { soft: true })).rejects.toThrow()
    expect(pragmas()).toEqual([1, 2, 1])
  })
})

describe('a disk that fills up', () => {
  const large = 'x'.repeat(200_000)
  const room = (pages: number) =>
    connection.rows(`PRAGMA max_page_count = ${Number(connection.rows('PRAGMA page_count')[0]![0]) + pages}`)
  const full = { cause: { code: 'SQLITE_FULL' } }

  test('ends a transaction, of which nothing is written, not even what its work did after that', async () => {
    room(10)
    const failed = writer.transaction(async (tx) => {
      await add('before')(tx)
      await expect(add(large)(tx)).rejects.toMatchObject(full)
      await add('after')(tx)
    })
    await expect(failed).rejects.toThrow()
    expect(await words()).toEqual([])
    await writer.transaction(add('small'))
    await expect(writer.transaction(add(large))).rejects.toMatchObject(full)
    room(1_000)
    await writer.transaction(add(large))
    expect(await words()).toEqual(['small', large])
  })

  test('fails the one that found no room, and none of its group', async () => {
    room(10)
    const group = { group: true }
    const first = writer.transaction(add('first'))
    const all = ['a', large, 'b', 'c'].map((word) => writer.transaction(add(word), group))
    const settled = await Promise.allSettled([first, ...all])
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true])
    expect(await words()).toEqual(['first', 'a', 'b', 'c'])
  })
})

test('closing finishes what was asked for, and takes no more', async () => {
  const all = ['a', 'b', 'c'].map((word) => writer.transaction(add(word)))
  await writer.close()
  await Promise.all(all)
  expect(await words()).toEqual(['a', 'b', 'c'])
  await expect(writer.transaction(add('d'))).rejects.toThrow('closed')
})
