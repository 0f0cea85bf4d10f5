import Sqlite from 'libsql'
import { parentPort, workerData } from 'node:worker_threads'
import type { Asked, Statement } from './aside.thread.ts'

/** A connection of its own to a database. What others write meanwhile is kept from it by whoever asks. */
const file = new Sqlite(workerData as string, { timeout: 1_000 })
// Nobody waits for the disk here, nor for the log to be carried over; what is erased is zeroed, as by the writer.
for (const pragma of ['synchronous = 1', 'wal_autocheckpoint = 0', 'foreign_keys = 1', 'secure_delete = 1']) {
  file.exec(`PRAGMA ${pragma}`)
}

parentPort!.on('message', (asked: Asked) => {
  if (asked === 'end') {
    file.close()
    return parentPort!.close()
  }
  try {
    parentPort!.postMessage({ answer: Array.isArray(asked) ? write(asked) : checkpoint(asked) })
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    parentPort!.postMessage({ failed: { message, code } })
  }
})

/** Carries over into the database what is in its log, and answers how many pages the log has. */
function checkpoint(how: string): number {
  const [[, pages]] = file.prepare(`PRAGMA wal_checkpoint(${how})`).raw(true).all() as [[number, number, number]]
  return pages
}

function write(statements: Statement[]): unknown[][][] {
  file.exec('BEGIN IMMEDIATE')
  try {
    const answers = statements.map(([sql, params]) => run(sql, params))
    file.exec('COMMIT')
    return answers
  } catch (error) {
    if (file.inTransaction) file.exec('ROLLBACK')
    throw error
  }
}

const compiled = new Map<string, Sqlite.Statement<unknown[]>>()

function run(sql: string, params: unknown[]): unknown[][] {
  const statement = compiled.get(sql) ?? file.prepare<unknown[]>(sql)
  compiled.set(sql, statement)
  if (statement.reader) return statement.raw(true).all(params) as unknown[][]
  statement.run(params)
  return []
}
