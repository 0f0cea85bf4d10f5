import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { sessions } from '../accounts/table.ts'
import { createKeyStore } from '../core/keys.ts'
import { streamDecrypted } from '../core/objects.ts'
import type { Storage } from '../core/ports.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import { uploadPhoto } from '../media/keep.ts'
import { readVitals } from '../operation/vitals.ts'
import { openContent } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import { knownTime } from '../retention/table.ts'
import { openTestInstance } from '../testing/index.ts'
import { backUp, type BackupProgress } from './backup.ts'
import { restore, type RestoreOptions } from './restore.ts'

/** An instance with a channel, and a folder beside it for what is copied of it. */
export async function openBackedUp() {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-backup-'))
  const instance = await openTestInstance()
  const keys = createDiskStorage(join(instance.dataDir, 'keys'))
  await keys.put('instance/secret', instance.core.secret)
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const to = join(folder, 'backup')
  const keysTo = join(folder, 'keys')
  const source = { dataDir: instance.dataDir, keys }

  return {
    instance,
    owner,
    folder,
    to,
    keysTo,
    source,
    objects: createDiskStorage(join(to, 'objects')),
    /** A second later than the last one. */
    backUp(keep = 7, onProgress: (progress: BackupProgress) => void = () => {}) {
      instance.clock.now += 1_000
      return backUp(instance.core, source, { to, keysTo, keep }, onProgress)
    },
    restoreTo(name: string, more: Partial<RestoreOptions> = {}) {
      const dataDir = join(folder, name)
      const openStorage = async () => createDiskStorage(join(dataDir, 'objects'))
      const options = { from: to, keysFrom: keysTo, snapshot: undefined, dataDir, openStorage, now: instance.clock.now }
      return restore({ ...options, ...more }, () => {})
    },
    publish: (text: string) => instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text } }),
    async publishPhoto(text: string, background = '#227755') {
      const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', await draw(background))
      return instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'photo', text, photo: { mediaId } } })
    },
    async close() {
      await instance.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type BackedUp = Awaited<ReturnType<typeof openBackedUp>>

export const draw = (background: string) =>
  sharp({ create: { width: 700, height: 500, channels: 3, background } })
    .png()
    .toBuffer()

/** What is in a data folder, by its files alone: the words of posts and the bytes of their pictures, or `null`. */
export async function readFiles(dataDir: string) {
  const secret = new Uint8Array(await readFile(join(dataDir, 'keys/instance/secret')))
  const opened = await openTestInstance({ secret }, dataDir)
  const { core } = opened
  const own = createKeyStore(createDiskStorage(join(dataDir, 'keys')), () => {
    throw new Error('reading makes no key')
  })
  const said: Record<string, { text: string; picture: Buffer | null } | null> = {}
  for (const row of await core.db.read.select().from(posts)) {
    const content = await openContent({ ...core, keys: own }, row)
    said[row.id] = content && {
      text: 'text' in content ? (content.text ?? '') : '',
      picture: content.kind === 'photo' ? await pictureOf(core.storage, content.photo.renditions[0]!) : null,
    }
  }
  const vitals = await readVitals(core)
  const known = await core.db.read.select().from(knownTime)
  const count = await core.db.read.$count(sessions)
  await opened.close()
  return { said, vitals, known: known[0]?.at, sessions: count }
}

async function pictureOf(storage: Storage, { object, key }: { object: string; key: string }): Promise<Buffer> {
  const stream = (await streamDecrypted(storage, object, Buffer.from(key, 'base64')))!
  return Buffer.from(await new Response(stream).arrayBuffer())
}
