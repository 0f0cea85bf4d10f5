import type { FileHandle } from 'node:fs/promises'
import { putEncrypted, streamDecrypted } from './objects.ts'
import type { Storage } from './ports.ts'

/** A file too large to be one object: parts of `partSize` bytes (the last one is what is left), under one key. */
export type Parts = { parts: string[]; partSize: number; key: string; size: number }

/** What is in memory while a file is stored, twice: as it is, and encrypted. A multiple of a cipher's block. */
export const PART_BYTES = 4 * 1024 * 1024

export const partsOf = (size: number) => Math.max(1, Math.ceil(size / PART_BYTES))

/** Stores a file under the names in `parts`, one part after another. */
export async function putParts(storage: Storage, file: FileHandle, { parts, partSize, key, size }: Parts) {
  const buffer = Buffer.allocUnsafe(Math.min(partSize, size))
  for (const [at, name] of parts.entries()) {
    const from = at * partSize
    const length = Math.min(partSize, size - from)
    await readFully(file, buffer.subarray(0, length), from)
    await putEncrypted(storage, name, Buffer.from(key, 'base64'), buffer.subarray(0, length), from)
  }
}

async function readFully(file: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let read = 0; read < into.length;) {
    const { bytesRead } = await file.read(into, read, into.length - read, position + read)
    if (bytesRead === 0) throw new Error('A file became shorter while it was stored')
    read += bytesRead
  }
}

/**
 * Bytes from `start` to `end` (inclusive); `null` when there is no such object. The first part is opened before it
 * answers, so that a storage that is down can still be told.
 */
export async function streamParts(
  storage: Storage,
  { parts, partSize, key }: Parts,
  { start, end }: { start: number; end: number },
): Promise<ReadableStream<Uint8Array> | null> {
  const bytes = Buffer.from(key, 'base64')
  const open = (at: number) => {
    const from = at * partSize
    const range = { start: Math.max(0, start - from), end: Math.min(partSize - 1, end - from) }
    return streamDecrypted(storage, parts[at]!, bytes, range, from)
  }
  let at = Math.floor(start / partSize)
  const last = Math.floor(end / partSize)
  const first = await open(at)
  if (!first) return null
  let reader = first.getReader()
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          if (at >= last) return controller.close()
          at += 1
          const next = await open(at)
          if (!next) throw new Error('A part of a file is missing')
          reader = next.getReader()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
