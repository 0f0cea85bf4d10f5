import { createCipheriv } from 'node:crypto'
import type { Storage } from './ports.ts'

/**
 * Media as they are stored: AES-256-CTR under a random key that is kept in the sealed content of their post, so that
 * an object outlives its readability by nothing, wherever a copy of it lies. CTR, so that ranges can be read.
 * The counter starts at zero; parts of one file share its key, each going on from `from`, its first byte's place in it.
 */
const BLOCK = 16

/** `from` is a multiple of 16. */
export async function putEncrypted(
  storage: Storage,
  name: string,
  key: Uint8Array,
  bytes: Uint8Array,
  from = 0,
): Promise<void> {
  await storage.put(name, keystream(key, from / BLOCK).update(bytes))
}

/** Bytes from `start` to `end` (inclusive), or all; `null` when there is no such object. */
export async function streamDecrypted(
  storage: Storage,
  name: string,
  key: Uint8Array,
  range?: { start: number; end: number },
  from = 0,
): Promise<ReadableStream<Uint8Array> | null> {
  const stream = await storage.stream(name, range)
  if (!stream) return null
  const start = from + (range?.start ?? 0)
  const cipher = keystream(key, Math.floor(start / BLOCK))
  cipher.update(Buffer.alloc(start % BLOCK))
  return stream.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(new Uint8Array(cipher.update(chunk)))
      },
    }),
  )
}

function keystream(key: Uint8Array, block: number) {
  const counter = Buffer.alloc(BLOCK)
  counter.writeBigUInt64BE(BigInt(block), 8)
  return createCipheriv('aes-256-ctr', key, counter)
}
