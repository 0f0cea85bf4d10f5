import { DAY } from '@carillon/contract'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDiskStorage } from '../core/storage.disk.ts'
import { uploadPhoto } from '../media/keep.ts'
import { openFolder } from '../retention/expire.testing.ts'
import { expirePosts } from '../retention/expire.ts'
import { openTestInstance, START } from '../testing/index.ts'
import { backUp } from './backup.ts'
import { readSnapshots, snapshotDir } from './place.ts'
import { restore } from './restore.ts'

/** All of them where somebody has the time, as many as these otherwise. */
const POINTS = process.env['FAULTS'] === 'all' ? 37 : 6
const NOW = START + 31 * DAY

let folder: string
const at = (name: string) => join(folder, name)

/** An instance of which there is a backup from last month; since then its posts ended, and others were published. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-backup-crash-'))
  const instance = await openTestInstance()
  const { core } = instance
  const keys = createDiskStorage(join(instance.dataDir, 'keys'))
  await keys.put('instance/secret', core.secret)
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const publish = async (background: string) => {
    const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background } })
      .png()
      .toBuffer()
    const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', picture)
    await instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'photo', photo: { mediaId } } })
  }
  const target = { to: at('prepared/to'), keysTo: at('prepared/keys'), keep: 1 }
  await publish('#336699')
  await backUp(core, { dataDir: instance.dataDir, keys }, target, () => {})
  instance.clock.now = NOW - DAY
  await publish('#996633')
  instance.clock.now = NOW
  await expirePosts(core)
  await core.db.checkpoint()
  await cp(instance.dataDir, at('prepared/data'), { recursive: true })
  await instance.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The number of all steps when it came through. */
function runKilledAt(place: string, step: number): Promise<number | null> {
  const script = new URL('./crash.testing.ts', import.meta.url).pathname
  const args = [join(place, 'data'), join(place, 'to'), join(place, 'keys'), String(NOW), String(step)]
  const env = { NODE_COMPILE_CACHE: at('compiled') }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { env }, (error, out, err) => {
      if (!error) resolve(Number(out))
      else if (error.signal === 'SIGKILL') resolve(null)
      else reject(new Error(err))
    })
  })
}

async function copyOf(name: string): Promise<string> {
  await cp(at('prepared'), at(name), { recursive: true })
  return at(name)
}

/** Whatever is in the folder can be restored, and nothing in it is half there. */
async function assertSound(place: string): Promise<number> {
  const snapshots = await readSnapshots(join(place, 'to'))
  expect(snapshots).not.toEqual([])
  for (const [number, snapshot] of snapshots.entries()) {
    const dataDir = join(place, `restored-${number}`)
    const openStorage = async () => createDiskStorage(join(dataDir, 'objects'))
    const from = { from: join(place, 'to'), keysFrom: join(place, 'keys'), snapshot: snapshot!.name }
    const report = await restore({ ...from, dataDir, openStorage, now: NOW }, () => {})
    expect(report.damaged).toEqual([])
    expect(report.objects).toBeGreaterThan(0)
    await rm(dataDir, { recursive: true })
  }
  return snapshots.length
}

async function backUpAgain(place: string): Promise<void> {
  const dataDir = join(place, 'data')
  const core = await openFolder(dataDir, NOW + DAY)
  const keys = createDiskStorage(join(dataDir, 'keys'))
  core.secret = (await keys.get('instance/secret'))!
  await backUp(core, { dataDir, keys }, { to: join(place, 'to'), keysTo: join(place, 'keys'), keep: 1 }, () => {})
  await core.db.close()
}

/** One snapshot, its objects and no others, today's keys and no others. */
async function assertConverged(place: string): Promise<void> {
  expect(await assertSound(place)).toBe(1)
  const [only] = await readSnapshots(join(place, 'to'))
  expect(await readdir(join(place, 'to/snapshots'))).toEqual([only!.name])
  const copied = await Array.fromAsync(createDiskStorage(join(place, 'to/objects')).list(''))
  expect(copied.toSorted()).toEqual(only!.objects.map(({ name }) => name).toSorted())
  expect((await readdir(join(place, 'keys/day'))).toSorted()).toEqual(await readdir(join(place, 'data/keys/day')))
}

test(
  'a backup killed at its steps leaves those from before whole, and the next one has all',
  { timeout: 600_000 },
  async () => {
    const through = await copyOf('through')
    const steps = (await runKilledAt(through, 0))!
    await assertConverged(through)
    const points = Array.from({ length: Math.min(POINTS, steps) }, (_, point) =>
      Math.max(1, Math.round(((point + 1) * steps) / Math.min(POINTS, steps))),
    )
    const left = new Set<number>()
    for (const point of points) {
      const place = await copyOf(String(point))
      expect(await runKilledAt(place, point)).toBeNull()
      left.add(await assertSound(place))
      await backUpAgain(place)
      await assertConverged(place)
      await rm(place, { recursive: true })
    }
    // Controls: the key of a day that is over is in what all of them began with, and so is a snapshot that goes.
    const today = await readdir(at('prepared/data/keys/day'))
    const destroyed = (await readdir(at('prepared/keys/day'))).filter((day) => !today.includes(day))
    expect(destroyed).not.toEqual([])
    expect(left).toContain(1)
    await expect(assertConverged(await copyOf('control'))).rejects.toThrow()
    console.log(`backup: killed at ${points.length} of ${steps} steps`)
  },
)

test('what was half written is in no later backup', async () => {
  const place = await copyOf('half')
  const unfinished = snapshotDir(join(place, 'to'), '.unfinished')
  await cp(snapshotDir(join(place, 'to'), (await readSnapshots(join(place, 'to')))[0]!.name), unfinished, {
    recursive: true,
  })
  await writeFile(join(unfinished, 'carillon.db'), 'SQLite format 3\0 and no more')
  expect(await assertSound(place)).toBe(1)
  await backUpAgain(place)
  await assertConverged(place)
})
