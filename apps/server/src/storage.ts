import { createDiskStorage, createS3Storage, type Log, type Storage, StorageUnavailable } from '@carillon/api'
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Settings } from './env.ts'

export class UnusableStorage extends Error {
  override readonly name = 'UnusableStorage'
}

/** Where pictures are kept: below the data folder, or in a bucket that is tried first. */
export async function openStorage({ s3, dataDir }: Settings, log: Log, secret: Uint8Array): Promise<Storage> {
  if (!s3) return createDiskStorage(join(dataDir, 'objects'))
  const storage = await createS3Storage(s3, log)
  try {
    await tryOut(storage)
    await claim(storage, `${s3.bucket}/${s3.prefix}`, secret)
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error
    throw new UnusableStorage(
      `The bucket ${s3.bucket} can’t be used (${error.message}). Check CARILLON_S3_BUCKET, CARILLON_S3_ENDPOINT, CARILLON_S3_REGION and the keys, which need to read, write, delete and list.`,
      { cause: error },
    )
  }
  return storage
}

/** What a key may not do should be known before somebody publishes, not when their pictures should be erased. */
async function tryOut(storage: Storage): Promise<void> {
  const name = `instance/trial-${randomBytes(8).toString('hex')}`
  await storage.put(name, Buffer.from('ding'))
  const found = await storage.get(name)
  for await (const _ of storage.list('instance/')) break
  await storage.delete(name, `${name}-too`)
  if (!found || Buffer.from(found).toString() !== 'ding') throw new StorageUnavailable('get: not what was written')
  if (await storage.get(name)) throw new StorageUnavailable('delete: it is still there')
}

/** Pictures that an instance doesn't know are cleared away, so another's must never lie beside its own. */
async function claim(storage: Storage, place: string, secret: Uint8Array): Promise<void> {
  const mark = createHash('sha256').update('storage\0').update(secret).digest('hex')
  const found = await storage.get('instance/owner')
  if (!found) return storage.put('instance/owner', Buffer.from(mark))
  if (Buffer.from(found).toString() === mark) return
  throw new UnusableStorage(
    `${place} holds the pictures of another instance. Set CARILLON_S3_PREFIX to a name of its own, or, where this instance takes over from that one, delete the object instance/owner there.`,
  )
}
