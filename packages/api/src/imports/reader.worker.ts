import type { ImportFile } from '@carillon/contract'
import { parentPort } from 'node:worker_threads'
import { type ImportPart, openImport } from './read.ts'

/** A file to begin with, or the wish for more of it. */
export type ReaderCall = ImportFile | 'next'
/** How many rows there are; then their parts, and `null` after the last. */
export type ReaderReply = number | ImportPart | null

let parts: AsyncGenerator<ImportPart>

parentPort!.on('message', async (call: ReaderCall) => {
  let reply: ReaderReply
  if (call === 'next') reply = (await parts.next()).value ?? null
  else ({ count: reply, parts } = openImport(call.name, call.bytes))
  parentPort!.postMessage(reply)
})
