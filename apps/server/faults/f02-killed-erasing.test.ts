import { uploadPhoto } from '@carillon/api/commands'
import { DAY } from '@carillon/contract'
import { watch } from 'node:fs'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells } from './bells.ts'
import { change, signIn } from './calls.ts'
import { findFaketime, makeClock } from './clock.ts'
import { points, record, skipped } from './report.ts'

/** More than a batch of posts whose days are over, with pictures among them, and some that live. */
const EXPIRED = 300
const LIVE = 12
const EACH_NTH_A_PHOTO = 6

let bells: Bells
let prepared: string
/** What is past its time by then is to go. */
let began: number
beforeAll(async () => {
  bells = await makeBells(async (instance, owner) => {
    await instance.account('chief', { operator: true })
    const draw = sharp({ create: { width: 300, height: 200, channels: 3, background: '#336699' } }).png()
    const picture = await draw.toBuffer()
    const publish = async (count: number, from: number) => {
      for (let made = 0; made < count; made += 1) {
        instance.clock.now = from + (made % 3) * DAY
        const isPhoto = made % EACH_NTH_A_PHOTO === 0
        const photo = isPhoto && { mediaId: (await uploadPhoto(instance.ctx(owner), 'bells', picture)).mediaId }
        const content = photo ? { kind: 'photo' as const, photo } : { kind: 'text' as const, text: `Ding ${made}` }
        await instance.as(owner).posts.publish({ handle: 'bells', content })
      }
    }
    began = Date.now()
    await publish(EXPIRED, began - 34 * DAY)
    await publish(LIVE, began - 5 * DAY)
  })
  prepared = join(bells.folder, 'prepared')
  await cp(bells.dataDir, prepared, { recursive: true })
}, 240_000)
afterAll(() => bells.remove())

async function putBack(): Promise<void> {
  await rm(bells.dataDir, { recursive: true })
  await cp(prepared, bells.dataDir, { recursive: true })
}

/** Everything that the job is to erase, and everything that it is to leave. */
async function readState() {
  const ids = async (query: string) => (await bells.look(query)).map((row) => String(Object.values(row)[0])).toSorted()
  const files = async (folder: string) => (await readdir(join(bells.dataDir, folder), { recursive: true })).toSorted()
  expect(await bells.look('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  return {
    posts: await ids('SELECT id FROM posts'),
    media: await ids('SELECT id FROM media'),
    objects: await files('objects/media'),
    keys: await files('keys'),
    counted: await ids('SELECT sum(posts) FROM expiry_counts'),
  }
}
type State = Awaited<ReturnType<typeof readState>>

/** The data folder's changes since now: resolves after so many, or never. */
function changes(count: number): { reached: Promise<void>; stop: () => number } {
  const { promise, resolve } = Promise.withResolvers<void>()
  let seen = 0
  const folders = ['', 'objects/media', 'keys'].map((name) => join(bells.dataDir, name))
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: folder.endsWith('keys') }, () => (seen += 1) === count && resolve()),
  )
  const stop = () => {
    for (const watcher of watchers) watcher.close()
    return seen
  }
  return { reached: promise, stop }
}

/** What is there when nobody ends it, and how often the folder changes until then. */
async function runWhole(begin: () => Promise<() => Promise<unknown>>): Promise<{ wanted: State; steps: number }> {
  await putBack()
  const run = await begin()
  const seen = changes(Infinity)
  await run()
  return { wanted: await readState(), steps: seen.stop() }
}

/** Ends the server at one step after another, and lets `finish` do the rest. */
async function endAtSteps(
  { what, kills }: { what: string; kills: number },
  begin: () => Promise<() => Promise<unknown>>,
  finish: () => Promise<unknown>,
): Promise<void> {
  const { wanted, steps } = await runWhole(begin)
  expect(wanted).toMatchObject({ counted: [String(EXPIRED)] })
  expect(wanted.posts).toHaveLength(LIVE)
  let [lost, doubled, left, amid] = [0, 0, 0, 0]
  for (let kill = 0; kill < kills; kill += 1) {
    await putBack()
    const run = await begin()
    const changed = changes(1 + Math.floor((kill * steps) / kills))
    await Promise.race([changed.reached.then(() => bells.killAll()), run()])
    changed.stop()
    const between = await readState()
    if (between.posts.length > LIVE || between.objects.length > wanted.objects.length) amid += 1
    lost += missing(wanted.posts, between.posts) + missing(wanted.objects, between.objects)
    await finish()
    const after = await readState()
    for (const part of ['posts', 'media', 'objects', 'keys'] as const) {
      lost += missing(wanted[part], after[part])
      left += missing(after[part], wanted[part])
    }
    doubled += Math.abs(Number(after.counted[0]) - EXPIRED)
  }
  const control = `${amid} kills left something for the next run; ${EXPIRED} posts erased, ${LIVE} kept`
  record({ fault: 'F2', what, points: kills, lost, doubled, left, control })
  expect({ lost, doubled, left }).toEqual({ lost: 0, doubled: 0, left: 0 })
  expect(amid).toBeGreaterThan(0)
}

const missing = (of: string[], from: string[]) => new Set(of).difference(new Set(from)).size

test('ended by force amid the erasing of a start, the next start finishes it', async () => {
  const start = async () => {
    const program = bells.run()
    return async () => {
      await program.says(/listening/).catch(() => null)
      await bells.killAll()
    }
  }
  const finish = async () => (await start())()
  await endAtSteps({ what: 'killed while a start erases', kills: points(6, 12) }, start, finish)
}, 400_000)

const LIBRARY = findFaketime()
const what = 'killed while it serves and erases'
if (LIBRARY) {
  test('ended by force amid the erasing that an operator asked for, the next run finishes it', async () => {
    const clock = makeClock(LIBRARY, bells.folder)
    const begin = async () => {
      clock.standAt(began - 4.5 * DAY)
      const { url } = await bells.start(clock.env)
      clock.standAt(began)
      const operator = await signIn(url, 'chief')
      return async () => {
        await change(url, 'instance.erase', { confirmClock: true }, operator).catch(() => null)
        await bells.killAll()
      }
    }
    const finish = () => bells.command(['expire', '--confirm'], clock.env)
    await endAtSteps({ what, kills: points(3, 6) }, begin, finish)
  }, 400_000)
} else skipped({ fault: 'F2', what, skipped: 'there is no libfaketime here' })
