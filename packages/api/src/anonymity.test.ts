import { DAY } from '@carillon/contract'
import { Hono } from 'hono'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { credentials, sessions } from './accounts/table.ts'
import { createApp } from './app.ts'
import { readersOf } from './core/keys.ts'
import { devices } from './follows/table.ts'
import { listener } from './live/live.testing.ts'
import { pushTarget } from './notifications/notifications.testing.ts'
import { apiKeys } from './keys/table.ts'
import { type Marker, patternsOf, scanForMarkers } from './retention/scan.ts'
import { expected, TABLE } from './testing/procedures.ts'
import {
  isAccount,
  openStage,
  PEOPLE,
  type Person,
  PROCEDURES,
  type Stage,
  type StageChannel,
  typeOf,
} from './testing/stage.ts'

let stage: Stage
let open: StageChannel
let invited: StageChannel
let mediaId: string
let avatar: string

/** What nobody outside the console may meet: everything that tells who an admin is. */
const ADMINS: string[] = []
/** What nobody at all may meet: everything that tells one follower from another. */
const FOLLOWERS: string[] = []

beforeAll(async () => {
  stage = await openStage()
  const { core, accounts } = stage
  open = await stage.channel()
  invited = await stage.channel({ access: 'invite' })
  const background = '#336699'
  const made = sharp({ create: { width: 400, height: 400, channels: 3, background } })
  const picture = new Uint8Array(await made.png().toBuffer())
  const send = async (kind: string) => {
    const init = { method: 'POST', headers: stage.headersOf('owner', open), body: picture }
    return (await stage.app.request(`/api/uploads/${kind}?handle=${open.handle}`, init)).json()
  }
  mediaId = ((await send('photo')) as { mediaId: string }).mediaId
  avatar = ((await send('avatar')) as { avatar: string }).avatar
  const content = { kind: 'photo', text: 'Look', photo: { mediaId, alt: 'Blue' } }
  await stage.send('editor', 'posts.publish', { handle: open.handle, content })
  const { id } = await stage.post(open)
  await stage.send('editor', 'posts.pin', { handle: open.handle, postId: id, pinned: true })
  await stage.post(invited)
  for (const person of ['nobody', 'outsider'] as const)
    await stage.send(person, 'follows.follow', { handle: open.handle })
  const target = pushTarget()
  await stage.send('follower', 'notifications.subscribe', target)
  await stage.instance.dispatcher.settle()
  // A name of this cast may be a word of the interface, so what is looked for are addresses, ids and secrets.
  for (const { email, id: accountId } of Object.values(accounts)) ADMINS.push(email, accountId)
  for (const row of await core.db.read.select().from(apiKeys)) ADMINS.push(row.secretHash, row.id)
  for (const row of await core.db.read.select().from(credentials)) ADMINS.push(row.password!)
  for (const row of await core.db.read.select().from(sessions)) ADMINS.push(row.token)
  for (const row of await core.db.read.select().from(devices)) FOLLOWERS.push(row.id, row.followerId, row.tokenHash)
  FOLLOWERS.push('the-token-of-the-one-follower', 'flw_', 'psh_')
  FOLLOWERS.push(new URL(target.endpoint).host, target.keys.p256dh, target.keys.auth)
})
afterAll(() => stage.instance.close())

const found = (text: string, marks: string[]) => marks.filter((mark) => text.includes(mark))
const whole = (text: string, headers: Headers) => `${text}\n${JSON.stringify([...headers])}`

async function ask(person: Person, path: string, channel: StageChannel): Promise<string> {
  const input = await TABLE[path]?.input?.(stage, channel, person)
  const answer = await stage.send(person, path, input, channel)
  if (TABLE[path]?.endsSession && isAccount(person)) await stage.signIn(person)
  if (TABLE[path]?.endsFollower && person === 'follower') await stage.restoreFollower()
  return whole(answer.text, answer.headers)
}

const isPublic = (path: string) => ['everybody', 'readers'].includes(TABLE[path]!.for)
/** What a follower is shown of themselves is which of their devices there are. */
const othersThan = (person: Person, path: string) =>
  FOLLOWERS.filter((mark) => !(person === 'follower' && path.startsWith('followers.') && mark === stage.device.id))
/** What answers with an account’s own facts, to itself. */
const OWN = ['accounts.me', 'accounts.signIn', 'accounts.signUp']

test('there are marks to look for, and a team sees its own', async () => {
  expect(ADMINS.length).toBeGreaterThan(20)
  expect(FOLLOWERS.length).toBeGreaterThan(4)
  expect(found(await ask('analyst', 'members.team', open), ADMINS).length).toBeGreaterThan(4)
})

describe.each(['nobody', 'follower'] as const)('to %s', (person) => {
  test.each(PROCEDURES.filter((path) => !OWN.includes(path)))(
    '%s says nothing of an admin or a follower',
    async (path) => {
      for (const channel of [open, invited]) {
        const text = await ask(person, path, channel)
        expect(found(text, ADMINS)).toEqual([])
        expect(found(text, othersThan(person, path))).toEqual([])
      }
    },
  )

  test('pictures and errors say nothing of an admin or a follower', async () => {
    const { handle } = open
    const urls = [
      `/api/media/${mediaId}/320`,
      `${avatar}?size=96`,
      '/api/nothing',
      `/api/uploads/photo?handle=${handle}`,
    ]
    const expectations = [200, 200, 404, 404]
    for (const [at, url] of urls.entries()) {
      const answer = await stage.app.request(url, { headers: stage.headersOf(person, open) })
      const text = Buffer.from(await answer.arrayBuffer()).toString('latin1')
      expect(answer.status).toBe(expectations[at])
      expect(found(whole(text, answer.headers), [...ADMINS, ...FOLLOWERS])).toEqual([])
    }
  })
})

test('a reader’s answer has the fields of the contract and no others', async () => {
  const { result } = await stage.send('nobody', 'channels.get', { handle: open.handle })
  expect(Object.keys(result as object).toSorted()).toEqual(
    'access archived avatar category claimed country createdAt description followers handle id language lastPostAt listed name reactions retentionDays sharing verified website'.split(
      ' ',
    ),
  )
  const page = await stage.send('nobody', 'posts.list', { handle: open.handle })
  const [post] = (page.result as { items: object[] }).items
  expect(Object.keys(post!).toSorted()).toEqual(
    'content editedAt expiresAt forwardedFrom handle id language pinned publishedAt silent'.split(' '),
  )
})

describe.each(PROCEDURES)('%s', (path) => {
  test('tells nobody who follows, whatever their part', async () => {
    for (const person of PEOPLE) {
      const changes = typeOf(path) === 'mutation' && expected(TABLE[path]!, person, 'open') === 'ok'
      const channel = changes ? await stage.channel() : open
      expect({ person, found: found(await ask(person, path, channel), othersThan(person, path)) }).toEqual({
        person,
        found: [],
      })
    }
  })
})

describe.each(PROCEDURES.filter((path) => isPublic(path) && !OWN.includes(path)))('%s', (path) => {
  test('tells an outsider and a program nothing of the team', async () => {
    for (const person of ['outsider', 'key of another channel', 'operator'] as const) {
      const own = isAccount(person) ? Object.values(stage.accounts[person]) : []
      const marks = ADMINS.filter((mark) => !own.includes(mark))
      expect({ person, found: found(await ask(person, path, open), marks) }).toEqual({ person, found: [] })
    }
  })
})

test('an operator’s numbers hold nobody’s name', async () => {
  const text = await ask('operator', 'instance.status', open)
  expect(found(text, [...ADMINS, ...FOLLOWERS])).toEqual([])
  expect(JSON.parse(text.split('\n')[0]!)).toMatchObject({ result: { data: { followers: expect.any(Number) } } })
})

describe('what is counted', () => {
  const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 a-browser-by-its-name/140.0'
  const ADDRESS = '198.51.100.77'
  const LINK = 'https://bells.example/a-link-to-open'
  let app: Hono
  let handle: string
  let postId: string
  let channelId: string

  async function send(path: string, input: object): Promise<void> {
    const headers = { ...Object.fromEntries(stage.headersOf('follower', open)), 'user-agent': AGENT }
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
    const answer = await app.request(`/api/trpc/${path}`, { ...init, body: JSON.stringify(input) })
    expect(answer.status).toBe(200)
  }

  beforeAll(async () => {
    const { core } = stage
    await stage.restoreFollower()
    app = new Hono().route(
      '/api',
      createApp(core, () => ADDRESS),
    )
    ;({ handle, id: channelId } = await stage.channel())
    postId = (await stage.post({ handle, id: channelId, keys: [] }, `Look at ${LINK}`)).id
    const visit = { source: 'search', language: 'fr', country: 'CO' }
    const clicked = [{ postId, link: 0 }]
    await send('analytics.seen', { handle, postIds: [postId], clicked, forwarded: [postId], visit })
    await send('reactions.react', { handle, postId, emoji: '🔔' })
    await send('updates.mute', { handle, mute: 'week' })
    await core.counter.counting.flush()
  })

  /** Of whoever read: by name, by address as it is and as limits know it, by browser. */
  const marks = () => {
    const { limiter } = stage.core
    const named = [stage.follower.id, stage.device.id, stage.device.tokenHash, 'the-token-of-the-one-follower']
    return [...named, ADDRESS, limiter.nameOf(ADDRESS), 'a-browser-by-its-name']
  }
  const tables = () =>
    ['count_subjects', 'count_days', 'count_names', 'count_sketches'].map((table) => ({
      table,
      rows: stage.core.db.rows(`SELECT * FROM ${table}`, []),
    }))
  /** Of each, whether any file has it. */
  async function kept(markers: Marker[]): Promise<boolean[]> {
    const found = (await scanForMarkers(stage.instance.dataDir, markers)).map(({ marker }) => marker)
    return markers.map((marker) => found.includes(marker))
  }
  const span = () => {
    const day = new Date(stage.core.now()).toISOString().slice(0, 10)
    return { from: day, to: day }
  }

  test('tells in no answer, file or event who it was', async () => {
    const questions: [Person, string, object][] = [
      ['owner', 'analytics.overview', { handle, span: span() }],
      ['owner', 'analytics.posts', { handle }],
      ['owner', 'analytics.post', { handle, postId }],
      ['operator', 'analytics.instance', { span: span() }],
      ['operator', 'analytics.ranking', { span: span() }],
    ]
    for (const what of ['days', 'posts', 'parts']) {
      for (const format of ['csv', 'json']) {
        questions.push(['owner', 'analytics.export', { handle, span: span(), what, format }])
      }
    }
    const told = []
    for (const [person, path, input] of questions) {
      const { status, text, headers } = await stage.send(person, path, input)
      expect({ path, status }).toEqual({ path, status: 200 })
      told.push(whole(text, headers))
    }
    const listening = await listener(stage.instance.as(stage.accounts.owner).live.analytics({ handle }))
    stage.core.counter.muted(channelId)
    const heard = listening.event()
    await stage.core.counter.counting.flush()
    const event = await heard
    await listening.leave()
    expect(event).toEqual({ type: 'analysed', handle })
    // They were counted: what says nothing of them isn't empty.
    expect(told.join()).toContain('"views":1')
    for (const text of told) expect(found(text, [...FOLLOWERS, ...marks()])).toEqual([])
  })

  test('shows a single reader’s country, language and way here to nobody', async () => {
    const { result } = await stage.send('owner', 'analytics.overview', { handle, span: span() })
    const { readersBy } = result as { readersBy: Record<string, unknown> }
    const hidden = { count: null, hidden: 'few' }
    expect(readersBy).toEqual({
      source: [{ key: 'search', ...hidden }],
      country: [{ key: 'CO', ...hidden }],
      language: [{ key: 'fr', ...hidden }],
    })
  })

  test('stands in tables that hold no follower, device, address or browser, in whatever form', async () => {
    const all = tables()
    for (const { table, rows } of all) expect({ table, empty: rows.length === 0 }).toEqual({ table, empty: false })
    const values = all.flatMap(({ rows }) => rows.flat())
    const bytes = values.map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value)))
    const leaks = patternsOf(marks()).filter((pattern) => bytes.some((one) => one.includes(pattern.bytes)))
    expect(leaks.map(({ marker }) => marker)).toEqual([])
    // A name that is kept there is found, as one of a reader's would be.
    expect(bytes.filter((one) => one.includes(postId))).toHaveLength(1)
  })

  test('leads to nobody any more when the day is over: its salt and what was counted by are in no file', async () => {
    const { core, instance } = stage
    const { counting } = core.counter
    const day = counting.today()
    const salt = (await core.keys.find(readersOf(day)))!
    const sketch = core.db.row('SELECT bytes FROM count_sketches WHERE length(bytes) >= 8', [])![0] as Uint8Array
    const gone = [Uint8Array.from(salt), Uint8Array.from(sketch)]
    const reader = [ADDRESS, core.limiter.nameOf(ADDRESS), 'a-browser-by-its-name']
    await core.db.checkpoint()
    expect(await kept(gone)).toEqual(gone.map(() => true))
    instance.clock.now += DAY
    await counting.flush()
    await core.db.checkpoint()
    expect(core.db.rows('SELECT * FROM count_sketches', [])).toEqual([])
    expect(await core.keys.find(readersOf(day))).toBeNull()
    expect(await kept(gone)).toEqual(gone.map(() => false))
    expect(await kept(reader)).toEqual(reader.map(() => false))
    const { result } = await stage.send('owner', 'analytics.post', { handle, postId })
    expect(result).toMatchObject({ post: { views: 1, clicks: 1, forwards: 1, reactions: 1 } })
  })
})

test('what stands in the database of a follower is a hash, and in that of an account no address it came from', async () => {
  const rows = await stage.core.db.read.select().from(devices)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('the-token-of-the-one-follower')
  const signedIn = await stage.core.db.read.select().from(sessions)
  expect(signedIn.length).toBeGreaterThan(0)
  for (const row of signedIn) expect([row.ipAddress, row.userAgent].filter(Boolean)).toEqual([])
})
