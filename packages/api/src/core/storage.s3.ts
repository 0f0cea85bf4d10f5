import { StorageUnavailable } from './errors.ts'
import type { Log, Storage } from './ports.ts'
import { assertName, assertPrefix } from './storage.names.ts'
import { patientFetch } from './storage.s3.fetch.ts'

export type S3Options = {
  bucket: string
  /** Where another than Amazon's service is; the bucket's name is then a part of the path. */
  endpoint?: string | undefined
  region: string
  accessKey: string
  secretKey: string
  /** Empty, or ends in a slash: several instances may share a bucket, each below its own. */
  prefix: string
}

/** How services say that there is no room, beside the status 507. */
const FULL = /QuotaExceeded|StorageFull|InsufficientStorage/

/** Objects in a bucket. Faults are `StorageUnavailable`, or have the code `ENOSPC` where the bucket is full. */
export async function createS3Storage(options: S3Options, log: Log): Promise<Storage> {
  const { S3mini } = await import('s3mini')
  const client = new S3mini({
    endpoint: addressOf(options),
    region: options.region,
    accessKeyId: options.accessKey,
    secretAccessKey: options.secretKey,
    fetch: patientFetch,
  })

  const keyOf = (name: string) => {
    assertName(name)
    return options.prefix + name
  }

  /** `null` where the service says that there is no such thing. */
  async function ask<T>(operation: string, question: () => Promise<T>): Promise<T | null> {
    try {
      return await question()
    } catch (error) {
      const { status = null, code = null } = describe(error)
      if (status === 404 && code !== 'NoSuchBucket') return null
      if (status === 507 || FULL.test(code ?? '')) {
        throw Object.assign(new Error('The bucket is full', { cause: error }), { code: 'ENOSPC' })
      }
      log.error('storage.failed', { operation, status, code })
      throw new StorageUnavailable(`${operation}: ${[status, code].filter(Boolean).join(' ') || 'no answer'}`, {
        cause: error,
      })
    }
  }

  return {
    async put(name, bytes) {
      const key = keyOf(name)
      const stored = await ask('put', () => client.putObject(key, bytes, 'application/octet-stream'))
      if (!stored) throw new StorageUnavailable('put: 404')
    },
    async get(name) {
      const key = keyOf(name)
      const bytes = await ask('get', async () => (await client.getObjectRaw(key)).arrayBuffer())
      return bytes && new Uint8Array(bytes)
    },
    async stream(name, range) {
      const key = keyOf(name)
      const answer = await ask('get', () =>
        range ? client.getObjectRaw(key, false, range.start, range.end + 1) : client.getObjectRaw(key),
      )
      return answer && (answer.body ?? new Blob([]).stream())
    },
    async size(name) {
      const key = keyOf(name)
      return ask('head', () => client.getContentLength(key))
    },
    async delete(...names) {
      const keys = names.map(keyOf)
      if (keys.length === 1) await ask('delete', () => client.deleteObject(keys[0]!))
      else if (keys.length > 1) {
        const gone = await ask('delete', () => client.deleteObjects(keys))
        if (!gone?.every(Boolean)) throw new StorageUnavailable('delete: not all of them')
      }
    },
    list(prefix) {
      assertPrefix(prefix)
      return list(prefix)
    },
  }

  async function* list(prefix: string): AsyncIterable<string> {
    let token: string | undefined
    do {
      const page = await ask('list', () => client.listObjectsPaged('/', options.prefix + prefix, 1_000, token))
      for (const object of page?.objects ?? []) yield object.Key.slice(options.prefix.length)
      token = page?.nextContinuationToken
    } while (token)
  }
}

function addressOf({ endpoint, bucket, region }: S3Options): string {
  if (endpoint) return `${endpoint.replace(/\/+$/, '')}/${bucket}`
  return `https://${bucket}.s3.${region}.amazonaws.com`
}

/** What the service answered, or what kept it from answering. */
function describe(error: unknown): { status?: number; code?: string } {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { status, serviceCode, code } = cause as { status?: number; serviceCode?: string; code?: unknown }
    if (status !== undefined) return { status, ...(serviceCode ? { code: serviceCode } : {}) }
    if (cause.name === 'AbortError') return { code: 'ETIMEDOUT' }
    if (typeof code === 'string') return { code }
  }
  return {}
}
