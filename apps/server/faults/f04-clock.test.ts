import { uploadPhoto } from '@carillon/api/commands'
import type { TestInstance } from '@carillon/api/testing'
import { DAY } from '@carillon/contract'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Bells, makeBells } from './bells.ts'
import { ask, change, readPosts, signIn } from './calls.ts'
import { findFaketime, makeClock } from './clock.ts'
import { points, record, skipped } from './report.ts'

const LIBRARY = findFaketime()
const HOUR = 3_600_000
const LIFE = 30 * DAY
/** When something is published, so that its thirty days hold a change of the clocks where there is one. */
const ZONES = [
  { zone: 'Europe/Paris', at: Date.UTC(2027, 2, 3, 22, 59, 59, 123) },
  { zone: 'Pacific/Kiritimati', at: Date.UTC(2027, 0, 31, 9, 59, 59, 999) },
  { zone: 'America/New_York', at: Date.UTC(2027, 9, 20, 3, 30, 0, 1) },
  { zone: 'Australia/Lord_Howe', at: Date.UTC(2027, 2, 20, 13, 15, 0, 500) },
].slice(0, points(2, 4))

let picture: Buffer
beforeAll(async () => {
  const blue = { width: 300, height: 200, channels: 3, background: '#336699' } as const
  picture = await sharp({ create: blue }).png().toBuffer()
})

let bells: Bells
afterEach(() => bells?.remove())

/** Three posts of an hour before `at`, and a photo of then: what was first is most of what there is. */
async function makePosts(at: number): Promise<void> {
  bells = await makeBells(async (instance, owner) => {
    await instance.account('chief', { operator: true })
    instance.clock.now = at - HOUR
    const publish = (content: Parameters<ReturnType<TestInstance['as']>['posts']['publish']>[0]['content']) =>
      instance.as(owner).posts.publish({ handle: 'bells', content })
    for (const text of ['one', 'two', 'three']) await publish({ kind: 'text', text })
    instance.clock.now = at
    const { mediaId } = await uploadPhoto(instance.ctx(owner), 'bells', picture)
    await publish({ kind: 'photo', photo: { mediaId } })
  })
}

/** What can be read at an instant: posts, and whether there is a picture where the last one has its own. */
async function look(url: string, picture: string): Promise<{ posts: number; picture: boolean }> {
  const posts = await readPosts(url)
  const answer = await fetch(`${url}/media/${picture}`)
  return { posts: posts.length, picture: answer.ok && (await answer.arrayBuffer()).byteLength > 0 }
}

describe.runIf(LIBRARY)('by a clock that is set from outside', () => {
  /** The server, started an hour after the last post. */
  async function begin(at: number, env: Record<string, string> = {}) {
    await makePosts(at)
    const clock = makeClock(LIBRARY!, bells.folder)
    clock.runFrom(at + HOUR)
    const server = await bells.start({ ...clock.env, ...env })
    const posts = await readPosts(server.url)
    const { content } = posts[0]!
    if (content.kind !== 'photo') throw new Error('the last post is not the photo')
    return { clock, server, ends: posts[0]!.expiresAt, address: `${content.photo.mediaId}/${content.photo.widths[0]}` }
  }
  const stored = async () => Number((await bells.look('SELECT count(*) AS posts FROM posts'))[0]!['posts'])
  const known = async () => Number((await bells.look('SELECT at FROM known_time'))[0]!['at'])
  const publish = (url: string) => {
    const headers = { authorization: `Bearer ${bells.key}` }
    const content = { kind: 'text', text: 'Ding' }
    return change<{ expiresAt: number }>(url, 'posts.publish', { handle: 'bells', content }, headers)
  }

  test('a post can be read in its last millisecond and not in the next, wherever the server stands', async () => {
    let [lost, left] = [0, 0]
    for (const { zone, at } of ZONES) {
      const { clock, server, ends, address } = await begin(at, { TZ: zone, CARILLON_TIME_ZONE: zone })
      expect(ends).toBe(at + LIFE)
      clock.standAt(ends - 1)
      const last = await look(server.url, address)
      if (last.posts !== 1 || !last.picture) lost += 1
      clock.standAt(ends)
      const gone = await look(server.url, address)
      if (gone.posts > 0 || gone.picture) left += 1
      await bells.remove()
    }
    const control = 'readable a millisecond before'
    record({
      fault: 'F4',
      what: 'the last millisecond, by zone',
      points: ZONES.length,
      lost,
      doubled: 0,
      left,
      control,
    })
    expect({ lost, left }).toEqual({ lost: 0, left: 0 })
  })

  test('a jump of a year hides, destroys nothing, and is not remembered', async () => {
    const at = Date.UTC(2027, 0, 15)
    const { clock, server, address } = await begin(at)
    const year = at + HOUR + 365 * DAY
    clock.standAt(year)
    expect(await look(server.url, address)).toEqual({ posts: 0, picture: false })
    expect(await publish(server.url)).toMatchObject({ status: 503, code: 'server.clock_in_doubt' })
    const operator = await signIn(server.url, 'chief')
    expect((await change(server.url, 'instance.erase', {}, operator)).data).toMatchObject({ posts: 0, held: 4 })
    const vitals = await ask<{ alarms: string[] }>(server.url, 'instance.vitals', undefined, operator)
    expect(vitals.data.alarms).toContain('clock_in_doubt')
    await server.kill()

    // A start is no way round it, nor is the command.
    const again = await bells.start(clock.env)
    expect(again.program.err()).toContain('"event":"retention.held"')
    expect(await look(again.url, address)).toEqual({ posts: 0, picture: false })
    await again.kill()
    const refused = await bells.command(['expire'], clock.env)
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('expire --confirm') })
    const [held, remembered] = [await stored(), await known()]

    clock.runFrom(at + 2 * HOUR)
    const back = await bells.start(clock.env)
    const seen = await look(back.url, address)
    const published = await publish(back.url)
    await back.kill()
    record({
      fault: 'F4',
      what: 'a year ahead: held, and back',
      points: 4,
      lost: 4 - held + (4 - seen.posts),
      doubled: 0,
      left: remembered > at + DAY ? 1 : 0,
      control: 'back in time all can be read and published',
    })
    expect({ held, seen }).toEqual({ held: 4, seen: { posts: 4, picture: true } })
    expect(remembered).toBeLessThan(at + DAY)
    expect(published.status).toBe(200)

    // The control: by the same clock all of it goes, once an operator says that it is right.
    clock.standAt(year)
    const confirmed = await bells.command(['expire', '--confirm'], clock.env)
    expect(confirmed).toMatchObject({ code: 0, out: expect.stringContaining('Erased 5 posts') })
    expect(await stored()).toBe(0)
  })

  test('an operator may confirm it while it runs', async () => {
    const at = Date.UTC(2027, 4, 1)
    const { clock, server } = await begin(at)
    clock.standAt(at + 40 * DAY)
    const operator = await signIn(server.url, 'chief')
    const done = await change(server.url, 'instance.erase', { confirmClock: true }, operator)
    expect(done.data).toMatchObject({ posts: 4, held: 0, clean: true })
    const left = await stored()
    record({
      fault: 'F4',
      what: 'forty days ahead, confirmed',
      points: 1,
      lost: 0,
      doubled: 0,
      left,
      control: 'held without',
    })
    expect(left).toBe(0)
    expect((await publish(server.url)).status).toBe(200)
  })

  test('a jump back lengthens nothing', async () => {
    const at = Date.UTC(2027, 6, 1)
    const { clock, server, ends, address } = await begin(at)
    const margin = 8_000
    // The first three have ended by then, and are gone once it has been confirmed.
    clock.standAt(ends - margin)
    const operator = await signIn(server.url, 'chief')
    await change(server.url, 'instance.erase', { confirmClock: true }, operator)
    clock.runFrom(ends - margin - 10 * DAY)
    // The control: it hasn't ended yet, and by this clock it wouldn't for days.
    expect(await look(server.url, address)).toEqual({ posts: 1, picture: true })
    while ((await readPosts(server.url)).length > 0);
    expect((await look(server.url, address)).picture).toBe(false)
    const published = await publish(server.url)
    await server.stop()
    // Nor does a restart by it.
    const again = await bells.start(clock.env)
    const seen = await look(again.url, address)
    const later = await publish(again.url)
    await again.kill()
    const left = Number(seen.picture) + seen.posts - 1
    const control = 'readable until its end, ten days early by the clock'
    record({ fault: 'F4', what: 'ten days back', points: 2, lost: 0, doubled: 0, left, control })
    expect(left).toBe(0)
    for (const { data } of [published, later]) expect(data.expiresAt).toBeGreaterThan(ends - margin + LIFE)
  })
})

if (!LIBRARY) skipped({ fault: 'F4', what: 'the clock', skipped: 'there is no libfaketime here' })
