import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyLog, type Statement, workAside, type WriteAside } from './aside.ts'
import { Connection } from './connection.ts'
import { Writer } from './writer.ts'

/** SQLite's own, and what a page takes in the log. */
const ORDINARY = 1_000
const PAGE = 4_120

let dir: string
let path: string
let connection: Connection
let writer: Writer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'carillon-aside-'))
  path = join(dir, 'test.db')
  connection = new Connection(path)
  connection.rows('PRAGMA journal_mode = WAL')
  await connection.client.execute('CREATE TABLE rows (id INTEGER PRIMARY KEY, words TEXT NOT NULL)')
  writer = new Writer(connection)
})
afterEach(async () => {
  await writer.close()
  await rm(dir, { recursive: true, force: true })
})

const pagesUntilCarried = () => connection.rows('PRAGMA wal_autocheckpoint')[0]![0]
/** About a hundred pages. */
const write = () =>
  writer.transaction(
    (tx) => tx.run(`INSERT INTO rows (words) SELECT hex(randomblob(200000))`),
    // As the work that this is for.
    { soft: true },
  )
const writeUntil = async (isEnough: () => boolean | Promise<boolean>) => {
  while (!(await isEnough())) await write()
}
/** Longer than short work takes. */
const writeForLong = () => {
  const end = performance.now() + 800
  return writeUntil(async () => performance.now() > end)
}
const aside = <T>(work: (write: WriteAside) => Promise<T>, file = path) => workAside(file, connection, writer, work)

test('in long work no commit carries anything over, and what was written is in the database all the same', async () => {
  const written = await aside(async () => {
    await writeForLong()
    expect(pagesUntilCarried()).toBe(0)
    return connection.rows('SELECT count(*) FROM rows')[0]![0]
  })
  expect(pagesUntilCarried()).toBe(ORDINARY)
  expect((await stat(path)).size).toBeGreaterThan(Number(written) * 400_000)
  expect(connection.rows('PRAGMA integrity_check')).toEqual([['ok']])
})

test('the log doesn’t grow for as long as the work lasts', { timeout: 60_000 }, async () => {
  const most = 40_000 * PAGE
  let written = 0
  await aside(() => writeUntil(() => (written += 400_000) > 4 * most))
  // Control: without it, all that was written would be in there.
  expect((await stat(`${path}-wal`)).size).toBeLessThan(2 * most)
})

test('short work is written to the log alone, and carried over by what is written next', async () => {
  const before = (await stat(path)).size
  await aside(() => writeUntil(async () => (await stat(`${path}-wal`)).size > 2 * ORDINARY * PAGE))
  expect((await stat(path)).size).toBe(before)
  await write()
  expect((await stat(path)).size).toBeGreaterThan(ORDINARY * PAGE)
})

test('a large log is emptied while others read', async () => {
  const other = new Connection(path)
  await aside(() => writeUntil(async () => (await stat(`${path}-wal`)).size > 3 * ORDINARY * PAGE))
  let reads = 0
  const timer = setInterval(() => (reads += other.rows('SELECT 1').length), 1)
  expect(await writer.statement(() => emptyLog(path, connection))).toBe(true)
  clearInterval(timer)
  expect((await stat(`${path}-wal`)).size).toBe(0)
  expect(reads).toBeGreaterThan(0)
  other.close()
})

test('work that fails leaves everything as it was', async () => {
  const failing = aside(async () => {
    await writeForLong()
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(pagesUntilCarried()).toBe(ORDINARY)
})

test('where the thread can’t work, commits carry over themselves again', async () => {
  await aside(
    async () => {
      await writeUntil(() => pagesUntilCarried() === ORDINARY)
    },
    join(dir, 'nowhere', 'test.db'),
  )
  expect(pagesUntilCarried()).toBe(ORDINARY)
})

test('what is written aside is written whole or not at all, in its turn among other writes, while others read', async () => {
  const other = new Connection(path)
  const insert = (words: string) => [`INSERT INTO rows (words) VALUES (?) RETURNING id`, [words]] as Statement
  await aside(async (write) => {
    let reads = 0
    const timer = setInterval(() => (reads += other.rows('SELECT count(*) FROM rows').length), 1)
    const [first, , second] = await Promise.all([
      write([insert('one'), insert('two')]),
      writeBetween(),
      write([insert('three'), insert('four')]),
    ])
    for (const [[[one]], [[next]]] of [first, second] as [[[number]], [[number]]][]) expect(next).toBe(one + 1)
    const much = `INSERT INTO rows (words) SELECT value || hex(randomblob(200)) FROM json_each(?)`
    const values = JSON.stringify(Array.from({ length: 50_000 }, (_, at) => at))
    await write([[much, [values]]])
    clearInterval(timer)
    expect(reads).toBeGreaterThan(0)
    const before = other.rows('SELECT count(*) FROM rows')
    await expect(write([insert('five'), ['INSERT INTO nowhere VALUES (1)', []]])).rejects.toThrow(
      /no such table: nowhere/,
    )
    expect(other.rows('SELECT count(*) FROM rows')).toEqual(before)
  })
  other.close()
})

const writeBetween = async () =>
  void (await writer.transaction((tx) => tx.run(`INSERT INTO rows (words) VALUES ('between')`)))
