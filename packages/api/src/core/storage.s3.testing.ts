import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Options } from './storage.s3.ts'

/** It comes without types. */
type GetObject = (bucket: string, key: string, range: { start?: number; end?: number }) => Promise<unknown>
type S3rver = { configureBuckets(): Promise<void>; callback(): RequestListener; store: { getObject: GetObject } }
const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as new (options: object) => S3rver

export type S3Server = {
  options: S3Options
  /** As if its machine were off, until it is brought back. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  stop(): Promise<void>
}

/** An S3 server of its own on loopback, with one bucket that one pair of keys opens. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'carillon-s3-'))
  const options = { directory, silent: true, vhostBuckets: false, configureBuckets: [{ name: 'pictures' }] }
  const strict = new S3rver(options)
  await strict.configureBuckets()
  // It takes an end of 0 for none.
  const getObject = strict.store.getObject.bind(strict.store)
  strict.store.getObject = (bucket, key, range) =>
    getObject(bucket, key, range.end === 0 ? { ...range, end: Object(0) as number } : range)
  // It reckons the signature of a list without the slash that the request has behind the bucket.
  const lenient = new S3rver({ ...options, allowMismatchedSignatures: true })
  const [exact, forLists] = [strict.callback(), lenient.callback()]
  const answer: RequestListener = (request, response) =>
    request.url!.startsWith('/pictures/?') ? forLists(request, response) : exact(request, response)
  let server = createServer(answer)
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  async function goDown() {
    server.close()
    server.closeAllConnections()
  }
  return {
    options: {
      bucket: 'pictures',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      accessKey: 'S3RVER',
      secretKey: 'S3RVER',
      prefix: '',
    },
    goDown,
    async comeBack() {
      server = createServer(answer)
      await listen(port)
    },
    async stop() {
      await goDown()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
