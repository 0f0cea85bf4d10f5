import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '../accounts/table.ts'
import { setAvatar } from '../channels/service.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import type { Storage } from '../core/ports.ts'
import { createKeyStore } from '../core/keys.ts'
import { streamDecrypted } from '../core/objects.ts'
import { uploadPhoto } from '../media/keep.ts'
import { media } from '../media/table.ts'
import { openContent } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import { readVitals } from '../operation/vitals.ts'
import { expirePosts } from '../retention/expire.ts'
import { backups, knownTime } from '../retention/table.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { backUp, type BackupProgress, endCutShort } from './backup.ts'
import { assertNotUnderWay, restore } from './restore.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
let folder: string
let keys: Storage

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-backup-'))
  instance = await openTestInstance()
  keys = createDiskStorage(join(instance.dataDir, 'keys'))
  await keys.put('instance/secret', instance.core.secret)
  owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterEach(async () => {
  await instance.close()
  await rm(folder, { recursive: true, force: true })
})

const to = () => join(folder, 'backup')
const keysTo = () => join(folder, 'keys')
const source = () => ({ dataDir: instance.dataDir, keys })
const nothing = () => {}
function backUpNow(keep = 7, onProgress: (progress: BackupProgress) => void = nothing) {
  instance.clock.now += 1_000
  return backUp(instance.core, source(), { to: to(), keysTo: keysTo(), keep }, onProgress)
}
const restoreTo = (name: string, more: Partial<Parameters<typeof restore>[0]> = {}) => {
  const dataDir = join(folder, name)
  const openStorage = async () => createDiskStorage(join(dataDir, 'objects'))
  const options = { from: to(), keysFrom: keysTo(), snapshot: undefined, dataDir, openStorage, now: instance.clock.now }
  return restore({ ...options, ...more }, nothing)
}
const publish = (text: string) => instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text } })
const picture = (background: string) =>
  sharp({ create: { width: 700, height: 500, channels: 3, background } })
    .png()
    .toBuffer()
async function publishPhoto(text: string, background = '#227755') {
  const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', await picture(background))
  return instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'photo', text, photo: { mediaId } } })
}
const snapshots = async () => (await readdir(join(to(), 'snapshots'))).toSorted()
const copiedObjects = () => Array.fromAsync(createDiskStorage(join(to(), 'objects')).list(''))

/** What is in a data folder, by its files alone: the words of posts and the bytes of their first pictures, or `null`. */
async function readFiles(dataDir: string) {
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

describe('a backup', () => {
  test('brings back everything: words, pictures, avatars, and who may do what', async () => {
    const words = await publish('Ding says the bell')
    const photo = await publishPhoto('A bell in the sun')
    const { avatar } = await setAvatar(instance.ctx(owner), 'bells', await picture('#998811'))
    const report = await backUpNow()
    expect(report.objects).toBeGreaterThan(2)
    const restored = await restoreTo('restored')
    expect(restored).toEqual({ name: report.name, objects: report.objects, bytes: report.bytes, damaged: [] })
    const { said } = await readFiles(join(folder, 'restored'))
    expect(said[words.id]).toEqual({ text: 'Ding says the bell', picture: null })
    expect(said[photo.id]!.text).toBe('A bell in the sun')
    expect(said[photo.id]!.picture!.subarray(0, 4).toString()).toBe('RIFF')
    const object = `avatars/${avatar!.split('/').at(-1)}-96`
    expect(await createDiskStorage(join(folder, 'restored/objects')).get(object)).not.toBeNull()
  })

  test('is recorded with its size, in the instance and in what is restored of it', async () => {
    await publishPhoto('A bell')
    const { bytes } = await backUpNow()
    const whole = { startedAt: instance.clock.now, finishedAt: instance.clock.now, bytes, failure: null }
    expect((await readVitals(instance.core)).backup).toEqual(whole)
    await restoreTo('restored')
    expect((await readFiles(join(folder, 'restored'))).vitals.backup).toEqual(whole)
  })

  test('is of one moment, whatever is published and deleted while it is made', async () => {
    const before = await publishPhoto('before')
    let isDone = false
    const during: string[] = []
    const deleted: string[] = []
    const work = async () => {
      for (let at = 0; !isDone; at += 1) {
        const { id } = at % 3 === 0 ? await publishPhoto(`during ${at}`) : await publish(`during ${at}`)
        during.push(id)
        if (at % 4 === 3) {
          deleted.push(id)
          await instance.as(owner).posts.delete({ handle: 'bells', postId: id })
        }
      }
    }
    const working = work()
    for (let at = 0; at < 5; at += 1) {
      await backUpNow()
      await restoreTo(`restored-${at}`)
      const { said } = await readFiles(join(folder, `restored-${at}`))
      expect(said[before.id]!.text).toBe('before')
      // What is in it is a beginning of what was published, and can be read whole.
      const numbers = Object.values(said).map((post) => Number(/\d+/.exec(post!.text)?.[0] ?? -1))
      const last = Math.max(...numbers)
      const kept = during.slice(0, last + 1).filter((id) => !deleted.includes(id) || id in said)
      expect(Object.keys(said).toSorted()).toEqual([before.id, ...kept].toSorted())
    }
    isDone = true
    await working
    expect(during.length, 'control: others wrote').toBeGreaterThan(10)
  })

  test('copies each object once', async () => {
    await publishPhoto('one')
    const first = await backUpNow()
    const names = await copiedObjects()
    const times = async () => Promise.all(names.map(async (name) => (await stat(join(to(), 'objects', name))).mtimeMs))
    const before = await times()
    await publishPhoto('two', '#773311')
    const second = await backUpNow()
    expect(second.objects).toBe(first.objects * 2)
    expect(await times()).toEqual(before)
    expect(await copiedObjects()).toHaveLength(second.objects)
  })

  test('copies an object again that is not as long as it was', async () => {
    const photo = await publishPhoto('one')
    await backUpNow()
    const [name] = await copiedObjects()
    await truncate(join(to(), 'objects', name!), 10)
    await backUpNow()
    await restoreTo('restored')
    expect((await readFiles(join(folder, 'restored'))).said[photo.id]!.picture).not.toBeNull()
  })

  test('leaves as many as are to be kept, with the objects that these need', async () => {
    const gone = await publishPhoto('gone')
    await backUpNow()
    await instance.as(owner).posts.delete({ handle: 'bells', postId: gone.id })
    await publishPhoto('stays', '#773311')
    const second = await backUpNow(2)
    expect(await copiedObjects()).toHaveLength(second.objects * 2)
    const third = await backUpNow(2)
    expect(await snapshots()).toEqual([second.name, third.name])
    expect(await copiedObjects()).toHaveLength(third.objects)
  })

  test('beside one that is damaged prunes no object, since nobody knows what that one needs', async () => {
    const gone = await publishPhoto('gone')
    const { name } = await backUpNow()
    const copied = (await copiedObjects()).length
    await instance.as(owner).posts.delete({ handle: 'bells', postId: gone.id })
    await appendFile(join(to(), 'snapshots', name, 'objects'), 'x')
    await backUpNow()
    expect(await copiedObjects()).toHaveLength(copied)
    await backUpNow(1)
    expect(await copiedObjects()).toHaveLength(0)
  })
})

describe('after its end', () => {
  test('a post can’t be read from last month’s backup with the keys of today, but can with those of that day', async () => {
    const words = await publish('Ding says the bell')
    const photo = await publishPhoto('A bell in the sun')
    const { name } = await backUpNow()
    await cp(keysTo(), join(folder, 'keys of that day'), { recursive: true })

    instance.clock.now = words.expiresAt + DAY
    await expirePosts(instance.core)
    const lives = await publish('Dong says another')
    await backUpNow()

    await restoreTo('control', { snapshot: name, keysFrom: join(folder, 'keys of that day') })
    const control = (await readFiles(join(folder, 'control'))).said
    expect(control[words.id]!.text).toBe('Ding says the bell')
    expect(control[photo.id]!.picture!.length).toBeGreaterThan(100)

    await restoreTo('restored', { snapshot: name })
    const { said } = await readFiles(join(folder, 'restored'))
    expect(said).toEqual({ [words.id]: null, [photo.id]: null })
    await restoreTo('latest')
    expect((await readFiles(join(folder, 'latest'))).said).toEqual({
      [lives.id]: { text: 'Dong says another', picture: null },
    })
  })

  test('its key is destroyed in the copy even when nothing else can be copied', async () => {
    const words = await publish('Ding')
    await backUpNow()
    const days = () => readdir(join(keysTo(), 'day'))
    expect(await days()).toHaveLength(1)
    instance.clock.now = words.expiresAt + DAY
    await expirePosts(instance.core)
    await writeFile(join(to(), 'something else'), '')
    await expect(backUpNow()).rejects.toThrow(/holds something else/)
    expect(await days()).toEqual([])
  })
})

describe('what is restored', () => {
  test('takes its own time for sure, so that nothing that ended since is held back', async () => {
    const words = await publish('Ding')
    await backUpNow()
    await restoreTo('restored', { now: words.expiresAt + 40 * DAY })
    expect((await readFiles(join(folder, 'restored'))).known).toBe(words.expiresAt + 40 * DAY)
  })

  test('has nobody signed in', async () => {
    await backUpNow()
    await restoreTo('restored')
    expect(await instance.core.db.read.$count(sessions), 'control').toBeGreaterThan(0)
    expect((await readFiles(join(folder, 'restored'))).sessions).toBe(0)
  })

  test('in a storage that holds later files has none that no row names', async () => {
    await publishPhoto('in it')
    await backUpNow()
    const bucket = createDiskStorage(join(folder, 'bucket'))
    await bucket.put('media/later', Buffer.from('of a post that is not in it'))
    await restoreTo('restored', { openStorage: async () => bucket })
    expect((await Array.fromAsync(bucket.list(''))).toSorted()).toEqual((await copiedObjects()).toSorted())
  })
})

describe('a restore is refused', () => {
  const assertRefused = (what: string | RegExp, more: Partial<Parameters<typeof restore>[0]> = {}) =>
    expect(restoreTo('restored', more)).rejects.toThrow(what)
  const isUntouched = async () => expect(await readdir(folder)).not.toContain('restored')

  test('into a folder that isn’t empty, and leaves it as it was', async () => {
    await backUpNow()
    await mkdir(join(folder, 'restored'))
    await writeFile(join(folder, 'restored/carillon.db'), 'of somebody')
    await assertRefused(/isn’t empty/)
    expect(await readdir(join(folder, 'restored'))).toEqual(['carillon.db'])
  })

  test('from a folder without snapshots, and of one that isn’t there', async () => {
    await assertRefused(/no snapshot/)
    const { name } = await backUpNow()
    await assertRefused(name, { snapshot: '2020-01-01T00-00-00-000Z' })
    await assertRefused(/holds no snapshot/, { snapshot: '../..' })
    await isUntouched()
  })

  test('with no keys, or with those of another instance', async () => {
    await backUpNow()
    await assertRefused(/holds no keys/, { keysFrom: join(folder, 'nowhere') })
    await mkdir(join(folder, 'others/instance'), { recursive: true })
    await writeFile(join(folder, 'others/instance/secret'), Buffer.alloc(32))
    await assertRefused(/another instance/, { keysFrom: join(folder, 'others') })
    await isUntouched()
  })

  test.each(['carillon.db', 'objects', 'manifest.json'])('of a snapshot whose %s is damaged', async (file) => {
    await publishPhoto('A bell')
    const { name } = await backUpNow()
    const path = join(to(), 'snapshots', name, file)
    const bytes = await readFile(path)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = bytes[at]! ^ 0xff
    await writeFile(path, bytes)
    await assertRefused(/damaged/)
    await isUntouched()
    bytes[at] = bytes[at]! ^ 0xff
    await writeFile(path, bytes)
    await restoreTo('restored')
  })
})

test('of a damaged object the restore says so and brings the others', async () => {
  const [one, other] = [await publishPhoto('one'), await publishPhoto('other', '#773311')]
  await backUpNow()
  const { objects } = (await instance.core.db.read.select().from(media).where(eq(media.postId, one.id)).get())!
  await writeFile(join(to(), 'objects', objects[0]!), 'not what it was')
  const report = await restoreTo('restored')
  expect(report.damaged).toEqual([objects[0]])
  const restored = createDiskStorage(join(folder, 'restored/objects'))
  expect(await restored.get(objects[0]!)).toBeNull()
  expect((await readFiles(join(folder, 'restored'))).said[other.id]!.picture).not.toBeNull()
})

test('a restore that was cut short is begun anew, and no server begins there meanwhile', async () => {
  const photo = await publishPhoto('one')
  await backUpNow()
  const dataDir = join(folder, 'restored')
  const openStorage = async () => {
    throw new Error('cut short')
  }
  await expect(restoreTo('restored', { openStorage })).rejects.toThrow('cut short')
  await expect(assertNotUnderWay(dataDir)).rejects.toThrow(/cut short/)
  await writeFile(join(dataDir, 'carillon.db'), 'half of it')
  await restoreTo('restored')
  await assertNotUnderWay(dataDir)
  expect((await readFiles(dataDir)).said[photo.id]!.picture).not.toBeNull()
})

describe('a backup is refused', () => {
  test('into a folder of something else, or of another instance', async () => {
    await mkdir(to())
    await writeFile(join(to(), 'letters'), '')
    await expect(backUpNow()).rejects.toThrow(/something else/)
    await rm(join(to(), 'letters'))
    await mkdir(join(keysTo(), 'instance'), { recursive: true })
    await writeFile(join(keysTo(), 'instance/secret'), Buffer.alloc(32))
    await expect(backUpNow()).rejects.toThrow(/keys of another instance/)
    await rm(join(keysTo(), 'instance'), { recursive: true })
    await backUpNow()
    const other = await openTestInstance()
    const where = { to: to(), keysTo: join(folder, 'other keys'), keep: 7 }
    const backingUp = backUp(other.core, { dataDir: other.dataDir, keys }, where, nothing)
    await expect(backingUp).rejects.toThrow(/another instance/)
    await other.close()
  })

  test('where data and keys would lie together', async () => {
    const refused = (where: { to: string; keysTo: string }) =>
      expect(backUp(instance.core, source(), { ...where, keep: 7 }, nothing)).rejects.toThrow(/lie apart/)
    await refused({ to: to(), keysTo: to() })
    await refused({ to: to(), keysTo: join(to(), 'keys') })
    await refused({ to: join(keysTo(), 'data'), keysTo: keysTo() })
    await refused({ to: join(instance.dataDir, 'backup'), keysTo: keysTo() })
  })

  test('while nobody knows what time it is', async () => {
    await publish('Ding')
    const clock = { ...instance.core.clock, ahead: () => 400 * DAY }
    instance.clock.now += 400 * DAY
    const target = { to: to(), keysTo: keysTo(), keep: 7 }
    await expect(backUp({ ...instance.core, clock }, source(), target, nothing)).rejects.toThrow(/clock is in doubt/)
    await backUp(instance.core, source(), target, nothing)
  })
})

describe('the record', () => {
  test('keeps why one failed, and raises an alarm until one succeeds', async () => {
    await mkdir(to())
    await writeFile(join(to(), 'letters'), '')
    await expect(backUpNow()).rejects.toThrow()
    const failed = await readVitals(instance.core)
    expect(failed.backup?.failure).toMatch(/something else/)
    expect(failed.alarms).toContain('backup_failed')
    await rm(join(to(), 'letters'))
    await backUpNow()
    expect((await readVitals(instance.core)).alarms).not.toContain('backup_failed')
  })

  test('says of one that its process didn’t end that it was cut short', async () => {
    await instance.core.db.transaction((tx) =>
      tx.insert(backups).values({ id: instance.core.newId('bak'), startedAt: START }),
    )
    await endCutShort(instance.core)
    expect((await readVitals(instance.core)).backup).toMatchObject({ finishedAt: null, failure: 'cut short' })
    await backUpNow()
    await endCutShort(instance.core)
    expect((await readVitals(instance.core)).backup).toMatchObject({ failure: null })
  })
})
