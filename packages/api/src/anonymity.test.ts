import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { credentials, sessions } from './accounts/table.ts'
import { devices } from './follows/table.ts'
import { pushTarget } from './notifications/notifications.testing.ts'
import { apiKeys } from './keys/table.ts'
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

test('what stands in the database of a follower is a hash, and in that of an account no address it came from', async () => {
  const rows = await stage.core.db.read.select().from(devices)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('the-token-of-the-one-follower')
  const signedIn = await stage.core.db.read.select().from(sessions)
  expect(signedIn.length).toBeGreaterThan(0)
  for (const row of signedIn) expect([row.ipAddress, row.userAgent].filter(Boolean)).toEqual([])
})
