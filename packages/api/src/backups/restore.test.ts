import { DAY } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '../accounts/table.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import { media } from '../media/table.ts'
import { expirePosts } from '../retention/expire.ts'
import { type BackedUp, openBackedUp, readFiles } from './backups.testing.ts'
import { assertNotUnderWay } from './restore.ts'

let on: BackedUp
beforeEach(async () => {
  on = await openBackedUp()
})
afterEach(() => on.close())

const copied = () => Array.fromAsync(on.objects.list(''))

describe('after its end', () => {
  test('a post can’t be read from last month’s backup with the keys of today, but can with those of that day', async () => {
    const words = await on.publish('Ding says the bell')
    const photo = await on.publishPhoto('A bell in the sun')
    const { name } = await on.backUp()
    await cp(on.keysTo, join(on.folder, 'keys of that day'), { recursive: true })

    on.instance.clock.now = words.expiresAt + DAY
    await expirePosts(on.instance.core)
    const lives = await on.publish('Dong says another')
    await on.backUp()

    await on.restoreTo('control', { snapshot: name, keysFrom: join(on.folder, 'keys of that day') })
    const control = (await readFiles(join(on.folder, 'control'))).said
    expect(control[words.id]!.text).toBe('Ding says the bell')
    expect(control[photo.id]!.picture!.length).toBeGreaterThan(100)

    await on.restoreTo('restored', { snapshot: name })
    const { said } = await readFiles(join(on.folder, 'restored'))
    expect(said).toEqual({ [words.id]: null, [photo.id]: null })
    await on.restoreTo('latest')
    expect((await readFiles(join(on.folder, 'latest'))).said).toEqual({
      [lives.id]: { text: 'Dong says another', picture: null },
    })
  })

  test('its key is destroyed in the copy even when nothing else can be copied', async () => {
    const words = await on.publish('Ding')
    await on.backUp()
    const days = () => readdir(join(on.keysTo, 'day'))
    expect(await days()).toHaveLength(1)
    on.instance.clock.now = words.expiresAt + DAY
    await expirePosts(on.instance.core)
    await writeFile(join(on.to, 'something else'), '')
    await expect(on.backUp()).rejects.toThrow(/holds something else/)
    expect(await days()).toEqual([])
  })
})

describe('what is restored', () => {
  test('takes its own time for sure, so that nothing that ended since is held back', async () => {
    const words = await on.publish('Ding')
    await on.backUp()
    await on.restoreTo('restored', { now: words.expiresAt + 40 * DAY })
    expect((await readFiles(join(on.folder, 'restored'))).known).toBe(words.expiresAt + 40 * DAY)
  })

  test('has nobody signed in', async () => {
    await on.backUp()
    await on.restoreTo('restored')
    expect(await on.instance.core.db.read.$count(sessions), 'control').toBeGreaterThan(0)
    expect((await readFiles(join(on.folder, 'restored'))).sessions).toBe(0)
  })

  test('in a storage that holds later files has none that no row names', async () => {
    await on.publishPhoto('in it')
    await on.backUp()
    const bucket = createDiskStorage(join(on.folder, 'bucket'))
    await bucket.put('media/later', Buffer.from('of a post that is not in it'))
    await on.restoreTo('restored', { openStorage: async () => bucket })
    expect((await Array.fromAsync(bucket.list(''))).toSorted()).toEqual((await copied()).toSorted())
  })
})

describe('a restore is refused', () => {
  const restored = (more = {}) => on.restoreTo('restored', more)
  const isUntouched = async () => expect(await readdir(on.folder)).not.toContain('restored')

  test('into a folder that isn’t empty, and leaves it as it was', async () => {
    await on.backUp()
    await mkdir(join(on.folder, 'restored'))
    await writeFile(join(on.folder, 'restored/carillon.db'), 'of somebody')
    await expect(restored()).rejects.toThrow(/isn’t empty/)
    expect(await readdir(join(on.folder, 'restored'))).toEqual(['carillon.db'])
  })

  test('from a folder without snapshots, and of one that isn’t there', async () => {
    await expect(restored()).rejects.toThrow(/no snapshot/)
    const { name } = await on.backUp()
    await expect(restored({ snapshot: '2020-01-01T00-00-00-000Z' })).rejects.toThrow(name)
    await expect(restored({ snapshot: '../..' })).rejects.toThrow(/holds no snapshot/)
    await isUntouched()
  })

  test('with no keys, or with those of another instance', async () => {
    await on.backUp()
    await expect(restored({ keysFrom: join(on.folder, 'nowhere') })).rejects.toThrow(/holds no keys/)
    await mkdir(join(on.folder, 'others/instance'), { recursive: true })
    await writeFile(join(on.folder, 'others/instance/secret'), Buffer.alloc(32))
    await expect(restored({ keysFrom: join(on.folder, 'others') })).rejects.toThrow(/another instance/)
    await isUntouched()
  })

  test.each(['carillon.db', 'objects', 'manifest.json'])('of a snapshot whose %s is damaged', async (file) => {
    await on.publishPhoto('A bell')
    const { name } = await on.backUp()
    const path = join(on.to, 'snapshots', name, file)
    const bytes = await readFile(path)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = bytes[at]! ^ 0xff
    await writeFile(path, bytes)
    await expect(restored()).rejects.toThrow(/damaged/)
    await isUntouched()
    bytes[at] = bytes[at]! ^ 0xff
    await writeFile(path, bytes)
    await on.restoreTo('restored')
  })
})

test('of a damaged object the restore says so and brings the others', async () => {
  const [one, other] = [await on.publishPhoto('one'), await on.publishPhoto('other', '#773311')]
  await on.backUp()
  const { objects } = (await on.instance.core.db.read.select().from(media).where(eq(media.postId, one.id)).get())!
  await writeFile(join(on.to, 'objects', objects[0]!), 'not what it was')
  const report = await on.restoreTo('restored')
  expect(report.damaged).toEqual([objects[0]])
  const restored = createDiskStorage(join(on.folder, 'restored/objects'))
  expect(await restored.get(objects[0]!)).toBeNull()
  expect((await readFiles(join(on.folder, 'restored'))).said[other.id]!.picture).not.toBeNull()
})

test('a restore that was cut short is begun anew, and no server begins there meanwhile', async () => {
  const photo = await on.publishPhoto('one')
  await on.backUp()
  const dataDir = join(on.folder, 'restored')
  const openStorage = async () => {
    throw new Error('cut short')
  }
  await expect(on.restoreTo('restored', { openStorage })).rejects.toThrow('cut short')
  await expect(assertNotUnderWay(dataDir)).rejects.toThrow(/cut short/)
  await writeFile(join(dataDir, 'carillon.db'), 'half of it')
  await on.restoreTo('restored')
  await assertNotUnderWay(dataDir)
  expect((await readFiles(dataDir)).said[photo.id]!.picture).not.toBeNull()
})
