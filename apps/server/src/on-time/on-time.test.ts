import { DAY } from '@carillon/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, type Kind, KINDS, type Marked, openChannel } from './channel.ts'
import { type House, openHouse } from './house.ts'
import { lookEverywhere, type Seen } from './look.ts'

const RUNS = process.env['FAULTS'] === 'all' ? 60 : 6
const ZONES = ['UTC', 'Europe/Berlin', 'America/Bogota', 'Asia/Singapore', 'Australia/Lord_Howe', 'Pacific/Apia']

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Where a live post of a kind is to be found: the control, without which nothing being found would say nothing. */
const PLACES: Record<Kind, string[]> = {
  text: ['export', 'list', 'pinned', 'post', 'replay', 'search', 'shared list', 'updates', 'versions'],
  poll: ['export', 'list', 'pinned', 'post', 'replay', 'results', 'search', 'shared list', 'updates', 'versions'],
  photo: ['export', 'list', 'picture', 'pinned', 'post', 'replay', 'search', 'shared list', 'updates', 'versions'],
  document: ['export', 'file', 'list', 'pinned', 'post', 'replay', 'search', 'shared list', 'updates', 'versions'],
}

/** Later and later: when the first post comes, what each is and how long it stays, and when else it is looked. */
const stories = fc.record({
  zone: fc.constantFrom(...ZONES),
  pause: fc.integer({ min: 0, max: 200 * DAY }),
  posts: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      days: fc.integer({ min: 1, max: 30 }),
      after: fc.oneof(fc.constantFrom(0, 1, 999, 1_000), fc.integer({ min: 0, max: DAY - 1 })),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  looks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
})

test(
  'a post is read everywhere up to its last millisecond, and nowhere from then on',
  { timeout: 600_000 },
  async () => {
    const zone = process.env['TZ']
    const property = fc.asyncProperty(stories, async ({ zone, pause, posts, looks }) => {
      process.env['TZ'] = zone
      house.instance.clock.now += pause
      const channel = await openChannel(house)
      // Whatever is told to devices waits, for their push service is down.
      house.push.answer = () => ({ status: 503 })
      const all: Marked[] = []
      for (const { kind, days, after } of posts) {
        house.instance.clock.now += after
        all.push(await channel.publish(kind, days))
        await settle()
      }
      const [from, to] = [house.instance.clock.now, Math.max(...all.map(({ post }) => post.expiresAt))]
      const edges = all.flatMap(({ post }) => [post.expiresAt - 1, post.expiresAt])
      const moments = [from, ...edges, ...looks.map((part) => Math.floor(from + part * (to - from)))]
      for (const now of [...new Set(moments)].filter((at) => at >= from).toSorted((a, b) => a - b)) {
        house.instance.clock.now = now
        await lookAt(channel, all, now)
      }
    })
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true, includeErrorInReport: true })
    process.env['TZ'] = zone
  },
)

async function lookAt(channel: Channel, all: Marked[], now: number): Promise<void> {
  const seen = await lookEverywhere(house, channel, all)
  const told = await tellAnew(channel)
  for (const marked of all) {
    const { post, kind } = marked
    const isLive = now < post.expiresAt
    const places = new Set(seen.filter((one) => isOf(one, marked)).map(({ place }) => place))
    expect([...places].toSorted(), `${kind}, ${post.expiresAt - now} ms left`).toEqual(
      isLive ? PLACES[kind].toSorted() : [],
    )
    expect(told.filter(({ payload }) => payload.body.includes(marked.word)).length, 'told').toBe(isLive ? 1 : 0)
  }
  expect(seen.filter(({ place }) => place === 'page').map(({ status }) => status)).toEqual(
    all.map(({ post }) => (now < post.expiresAt ? 200 : 410)),
  )
  assertKeptNoLonger(seen, all, now)
  for (const { payload, headers } of told)
    expect(Number(headers['ttl']) * 1_000).toBeLessThanOrEqual(payload.expiresAt - now)
}

/** Of an answer with a post in it no cache keeps anything past that post's end; of one that is over, none at all. */
function assertKeptNoLonger(seen: Seen[], all: Marked[], now: number): void {
  for (const one of seen) {
    expect(one.keep).not.toContain('immutable')
    const seconds = [...one.keep.matchAll(/(?:max-age|s-maxage|stale-[a-z-]+)=(\d+)/g)].map(([, age]) => Number(age))
    const left = all.filter((marked) => isOf(one, marked)).map(({ post }) => post.expiresAt - now)
    for (const age of seconds)
      expect(age * 1_000, `${one.place}: ${one.keep}`).toBeLessThanOrEqual(Math.min(...left, Infinity))
  }
}

/** A picture has no words: it is known by its bytes. */
function isOf({ place, path, status, text }: Seen, { mediaId, word, post }: Marked): boolean {
  if (place === 'picture') return status === 200 && path.includes(mediaId ?? 'none')
  if (place === 'reactions' || place === 'page' || place === 'history') return false
  return text.includes(word) || (place === 'results' && text.includes(post.id))
}

/** What waits for the follower's device is tried once more, and then waits again. */
async function tellAnew({ handle }: Channel) {
  const { db } = house.instance.core
  const rows = db.rows('SELECT id, target_id, post_id FROM push_queue')
  const before = house.push.delivered.length
  await db.transaction(async (tx) => void db.run(tx, 'UPDATE push_queue SET next_at = 0, attempts = 0', []))
  house.push.answer = () => ({ status: 201 })
  house.instance.notifier.wake()
  await settle()
  house.push.answer = () => ({ status: 503 })
  const told = house.push.delivered.slice(before).filter(({ browser }) => browser === handle)
  await db.transaction(
    async (tx) => void db.run(tx, WAIT_AGAIN, [JSON.stringify(rows), house.instance.clock.now + DAY]),
  )
  return told
}

const WAIT_AGAIN = `INSERT INTO push_queue (id, target_id, post_id, gathered, attempts, next_at)
  SELECT value ->> 0, value ->> 1, value ->> 2, 0, 0, ?2 FROM json_each(?1) WHERE true ON CONFLICT (id) DO NOTHING`

async function settle(): Promise<void> {
  await house.instance.dispatcher.settle()
  await house.instance.notifier.settle()
}
