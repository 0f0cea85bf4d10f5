import { DAY } from '@carillon/contract'
import { appendFile, mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setAvatar } from '../channels/service.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import { readVitals } from '../operation/vitals.ts'
import { backups } from '../retention/table.ts'
import { openTestInstance, START } from '../testing/index.ts'
import { backUp, endCutShort } from './backup.ts'
import { type BackedUp, draw, openBackedUp, readFiles } from './backups.testing.ts'

let on: BackedUp
beforeEach(async () => {
  on = await openBackedUp()
})
afterEach(() => on.close())

const copied = () => Array.fromAsync(on.objects.list(''))
const snapshots = async () => (await readdir(join(on.to, 'snapshots'))).toSorted()

describe('a backup', () => {
  test('brings back everything: words, pictures, avatars, and who may do what', async () => {
    const words = await on.publish('Ding says the bell')
    const photo = await on.publishPhoto('A bell in the sun')
    const { avatar } = await setAvatar(on.instance.ctx(on.owner), 'bells', await draw('#998811'))
    const report = await on.backUp()
    expect(report.objects).toBeGreaterThan(2)
    const restored = await on.restoreTo('restored')
    expect(restored).toEqual({ name: report.name, objects: report.objects, bytes: report.bytes, damaged: [] })
    const { said } = await readFiles(join(on.folder, 'restored'))
    expect(said[words.id]).toEqual({ text: 'Ding says the bell', picture: null })
    expect(said[photo.id]!.text).toBe('A bell in the sun')
    expect(said[photo.id]!.picture!.subarray(0, 4).toString()).toBe('RIFF')
    const object = `avatars/${avatar!.split('/').at(-1)}-96`
    expect(await createDiskStorage(join(on.folder, 'restored/objects')).get(object)).not.toBeNull()
  })

  test('is recorded with its size, in the instance and in what is restored of it', async () => {
    await on.publishPhoto('A bell')
    const { bytes } = await on.backUp()
    const whole = { startedAt: on.instance.clock.now, finishedAt: on.instance.clock.now, bytes, failure: null }
    expect((await readVitals(on.instance.core)).backup).toEqual(whole)
    await on.restoreTo('restored')
    expect((await readFiles(join(on.folder, 'restored'))).vitals.backup).toEqual(whole)
  })

  test('is of one moment, whatever is published and deleted while it is made', async () => {
    const before = await on.publishPhoto('before')
    let isDone = false
    const during: string[] = []
    const deleted: string[] = []
    const work = async () => {
      for (let at = 0; !isDone; at += 1) {
        const { id } = at % 3 === 0 ? await on.publishPhoto(`during ${at}`) : await on.publish(`during ${at}`)
        during.push(id)
        if (at % 4 === 3) {
          deleted.push(id)
          await on.instance.as(on.owner).posts.delete({ handle: 'bells', postId: id })
        }
      }
    }
    const working = work()
    for (let at = 0; at < 5; at += 1) {
      await on.backUp()
      await on.restoreTo(`restored-${at}`)
      const { said } = await readFiles(join(on.folder, `restored-${at}`))
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
    await on.publishPhoto('one')
    const first = await on.backUp()
    const names = await copied()
    const times = async () => Promise.all(names.map(async (name) => (await stat(join(on.to, 'objects', name))).mtimeMs))
    const before = await times()
    await on.publishPhoto('two', '#773311')
    const second = await on.backUp()
    expect(second.objects).toBe(first.objects * 2)
    expect(await times()).toEqual(before)
    expect(await copied()).toHaveLength(second.objects)
  })

  test('copies an object again that is not as long as it was', async () => {
    const photo = await on.publishPhoto('one')
    await on.backUp()
    const [name] = await copied()
    await truncate(join(on.to, 'objects', name!), 10)
    await on.backUp()
    await on.restoreTo('restored')
    expect((await readFiles(join(on.folder, 'restored'))).said[photo.id]!.picture).not.toBeNull()
  })

  test('leaves as many as are to be kept, with the objects that these need', async () => {
    const gone = await on.publishPhoto('gone')
    await on.backUp()
    await on.instance.as(on.owner).posts.delete({ handle: 'bells', postId: gone.id })
    await on.publishPhoto('stays', '#773311')
    const second = await on.backUp(2)
    expect(await copied()).toHaveLength(second.objects * 2)
    const third = await on.backUp(2)
    expect(await snapshots()).toEqual([second.name, third.name])
    expect(await copied()).toHaveLength(third.objects)
  })

  test('beside one that is damaged prunes no object, since nobody knows what that one needs', async () => {
    const gone = await on.publishPhoto('gone')
    const { name } = await on.backUp()
    const all = (await copied()).length
    await on.instance.as(on.owner).posts.delete({ handle: 'bells', postId: gone.id })
    await appendFile(join(on.to, 'snapshots', name, 'objects'), 'x')
    await on.backUp()
    expect(await copied()).toHaveLength(all)
    await on.backUp(1)
    expect(await copied()).toHaveLength(0)
  })
})

describe('a backup is refused', () => {
  test('into a folder of something else, or of another instance', async () => {
    await writeFile(join(on.to, 'letters'), '')
    await expect(on.backUp()).rejects.toThrow(/something else/)
    await rm(join(on.to, 'letters'))
    await mkdir(join(on.keysTo, 'instance'), { recursive: true })
    await writeFile(join(on.keysTo, 'instance/secret'), Buffer.alloc(32))
    await expect(on.backUp()).rejects.toThrow(/keys of another instance/)
    await rm(join(on.keysTo, 'instance'), { recursive: true })
    await on.backUp()
    const other = await openTestInstance()
    const where = { to: on.to, keysTo: join(on.folder, 'other keys'), keep: 7 }
    const backingUp = backUp(other.core, { dataDir: other.dataDir, keys: on.source.keys }, where, () => {})
    await expect(backingUp).rejects.toThrow(/another instance/)
    await other.close()
  })

  test('where data and keys would lie together', async () => {
    const refused = (where: { to: string; keysTo: string }) =>
      expect(backUp(on.instance.core, on.source, { ...where, keep: 7 }, () => {})).rejects.toThrow(/lie apart/)
    await refused({ to: on.to, keysTo: on.to })
    await refused({ to: on.to, keysTo: join(on.to, 'keys') })
    await refused({ to: join(on.keysTo, 'data'), keysTo: on.keysTo })
    await refused({ to: join(on.instance.dataDir, 'backup'), keysTo: on.keysTo })
  })

  test('while nobody knows what time it is', async () => {
    await on.publish('Ding')
    const clock = { ...on.instance.core.clock, ahead: () => 400 * DAY }
    on.instance.clock.now += 400 * DAY
    const target = { to: on.to, keysTo: on.keysTo, keep: 7 }
    await expect(backUp({ ...on.instance.core, clock }, on.source, target, () => {})).rejects.toThrow(
      /clock is in doubt/,
    )
    await backUp(on.instance.core, on.source, target, () => {})
  })
})

describe('the record', () => {
  test('keeps why one failed, and raises an alarm until one succeeds', async () => {
    await writeFile(join(on.to, 'letters'), '')
    await expect(on.backUp()).rejects.toThrow()
    const failed = await readVitals(on.instance.core)
    expect(failed.backup?.failure).toMatch(/something else/)
    expect(failed.alarms).toContain('backup_failed')
    await rm(join(on.to, 'letters'))
    await on.backUp()
    expect((await readVitals(on.instance.core)).alarms).not.toContain('backup_failed')
  })

  test('says of one that its process didn’t end that it was cut short', async () => {
    await on.instance.core.db.transaction((tx) =>
      tx.insert(backups).values({ id: on.instance.core.newId('bak'), startedAt: START }),
    )
    await endCutShort(on.instance.core)
    expect((await readVitals(on.instance.core)).backup).toMatchObject({ finishedAt: null, failure: 'cut short' })
    await on.backUp()
    await endCutShort(on.instance.core)
    expect((await readVitals(on.instance.core)).backup).toMatchObject({ failure: null })
  })
})
