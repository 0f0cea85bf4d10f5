import Sqlite from 'libsql'
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { CopyReply, DatabaseCopy } from './copy.ts'

const OBJECTS = `SELECT value FROM media, json_each(media.objects) WHERE state IN ('pending', 'attached')`

/** `VACUUM INTO` reads in one transaction and writes no free page, so that nothing erased is in the copy. */
function copy(from: string, to: string): DatabaseCopy {
  const source = new Sqlite(from)
  try {
    source.prepare('VACUUM INTO ?').run([to])
  } finally {
    source.close()
  }
  const made = new Sqlite(to)
  try {
    const found = made.prepare('PRAGMA quick_check(1)').raw(true).get() as [string]
    if (found[0] !== 'ok') throw new Error(`The database is damaged (${found[0]})`)
    const rows = made.prepare(OBJECTS).raw(true).all() as [string][]
    return { ...hashSynced(to), objects: rows.map(([name]) => name) }
  } finally {
    made.close()
  }
}

function hashSynced(path: string): { bytes: number; sha256: string } {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
    const hash = createHash('sha256')
    const chunk = Buffer.alloc(1 << 20)
    let bytes = 0
    for (let read; (read = readSync(file, chunk)) > 0; bytes += read) hash.update(chunk.subarray(0, read))
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}

const { from, to } = workerData as { from: string; to: string }
let reply: CopyReply
try {
  reply = { copy: copy(from, to) }
} catch (error) {
  const { message, code } = error as { message: string; code?: string }
  reply = { failed: { message, code } }
}
parentPort!.postMessage(reply)
