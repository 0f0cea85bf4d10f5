import type { ImportFile } from '@carillon/contract'
import { parentPort } from 'node:worker_threads'
import type { Remark } from './outline.ts'
import { type ImportRow, readImport } from './read.ts'

/** What a file holds, in parts: taking in a large one whole would hold up whoever waits for it. */
export type ReaderPart = { rows: ImportRow[]; remarks: Remark[]; last: boolean }
const PART = 500

parentPort!.on('message', async ({ name, bytes }: ImportFile) => {
  const { rows, remarks } = await readImport(name, bytes)
  const length = Math.max(rows.length, remarks.length, 1)
  for (let at = 0; at < length; at += PART) {
    const [from, to] = [at, at + PART]
    const part: ReaderPart = { rows: rows.slice(from, to), remarks: remarks.slice(from, to), last: to >= length }
    parentPort!.postMessage(part)
  }
})
