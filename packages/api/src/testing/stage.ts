import { DAY, type ErrorBody, type Role, SCOPES } from '@carillon/contract'
import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import type * as z from 'zod'
import { createInvitation } from '../accounts/invitations.ts'
import { createApp } from '../app.ts'
import { channels, handles, members } from '../channels/table.ts'
import { type Deps, hashToken } from '../core/context.ts'
import { devices, followers, follows } from '../follows/table.ts'
import { apiKeys } from '../keys/table.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from './index.ts'

const TEAM = ['analyst', 'editor', 'admin', 'owner'] as const satisfies Role[]
const ACCOUNTS = [...TEAM, 'outsider', 'removed', 'operator'] as const
const KEYS = ['read key', 'publish key', 'profile key', 'key of another channel'] as const

/** Everybody who may send a request, as seen from one channel. */
export const PEOPLE = ['nobody', 'follower', ...ACCOUNTS, ...KEYS] as const
export type Person = (typeof PEOPLE)[number]
export type AccountName = (typeof ACCOUNTS)[number]

export const isKey = (person: Person) => (KEYS as readonly string[]).includes(person)
export const isAccount = (person: Person): person is AccountName => (ACCOUNTS as readonly string[]).includes(person)

type AccountActor = Awaited<ReturnType<TestInstance['account']>>
export type StageChannel = { id: string; handle: string; keys: { id: string; secret: string }[] }
export type Answer = { status: number; text: string; headers: Headers; result: unknown; error: ErrorBody | undefined }

export const ORIGIN = 'https://carillon.test'
const TOKEN_OF_FOLLOWER = 'the-token-of-the-one-follower'

/** An instance with a cast, spoken to over HTTP, and as many channels as a test needs, all with the same team. */
export type Stage = Awaited<ReturnType<typeof openStage>>

export async function openStage(overrides: Partial<Deps> = {}) {
  const instance = await openTestInstance({ limitFactor: 1_000, ...overrides })
  const { core } = instance
  const app = new Hono().route(
    '/api',
    createApp(core, () => '203.0.113.9'),
  )
  const accounts = {} as Record<AccountName, AccountActor>
  for (const name of ACCOUNTS) {
    accounts[name] = await instance.account(name, { creator: true, operator: name === 'operator' })
  }
  const follower = { id: core.newId('flw'), createdAt: core.now() }
  const device = {
    ...follower,
    id: core.newId('dev'),
    followerId: follower.id,
    tokenHash: hashToken(TOKEN_OF_FOLLOWER),
  }
  const followed: string[] = []

  /** Makes the follower who they were at first, with everything that they follow. */
  async function restoreFollower(): Promise<void> {
    const now = core.now()
    core.forgotten.delete(follower.id)
    await core.db.transaction(async (tx) => {
      await tx.delete(devices).where(eq(devices.id, device.id))
      await tx.insert(followers).values(follower).onConflictDoNothing()
      await tx.insert(devices).values(device)
      for (const channelId of followed) {
        const row = { followerId: follower.id, channelId, followedAt: now, readAt: now }
        await tx.insert(follows).values(row).onConflictDoNothing()
      }
    })
  }
  await restoreFollower()

  /** Given today, so that no answer gives it anew. */
  const cookieOfFollower = () => `${TOKEN_OF_FOLLOWER}.${Math.floor(core.now() / DAY).toString(36)}`
  const cookies = new Map<AccountName, string>()
  async function signIn(name: AccountName): Promise<void> {
    const { email } = accounts[name]
    const answer = await send('nobody', 'accounts.signIn', { email, password: `password of ${name}` })
    cookies.set(name, cookiesOf(answer.headers))
  }

  let count = 0
  const others: { secret: string } = { secret: '' }

  /** A channel with the whole team, a key of each scope and one follower. */
  async function channel(changes: Partial<typeof channels.$inferInsert> = {}): Promise<StageChannel> {
    const handle = `bells_${(count += 1)}`
    const id = core.newId('chn')
    const now = core.now()
    const keys = SCOPES.map((scope) => ({ scope, id: core.newId('key'), secret: `carillon_${core.newToken()}` }))
    const team = [...TEAM, 'removed'] as const
    await core.db.transaction(async (tx) => {
      await tx.insert(handles).values({ handle, channelId: id })
      const profile = { name: `Bells ${count}`, description: '', category: 'music', retentionDays: 30 } as const
      const rest = { listed: true, access: 'open', createdAt: now, updatedAt: now } as const
      await tx.insert(channels).values({ id, handle, ...profile, ...rest, followers: 1, ...changes })
      const rows = team.map((role) => ({
        channelId: id,
        accountId: accounts[role].id,
        role: role === 'removed' ? ('editor' as const) : role,
        since: now,
      }))
      await tx.insert(members).values(rows)
      await tx.delete(members).where(and(eq(members.channelId, id), eq(members.accountId, accounts.removed.id)))
      const owned = { channelId: id, accountId: accounts.owner.id, createdAt: now, lastUsedAt: now }
      for (const key of keys) {
        const row = { ...owned, id: key.id, secretHash: hashToken(key.secret), name: key.scope, scopes: [key.scope] }
        await tx.insert(apiKeys).values(row)
      }
      await tx.insert(follows).values({ followerId: follower.id, channelId: id, followedAt: now, readAt: now })
      followed.push(id)
    })
    return { id, handle, keys }
  }

  function headersOf(person: Person, of: StageChannel | null): Headers {
    const headers = new Headers()
    if (person === 'key of another channel') headers.set('authorization', `Bearer ${others.secret}`)
    else if (isKey(person)) {
      headers.set('authorization', `Bearer ${of!.keys[KEYS.indexOf(person as (typeof KEYS)[number])]!.secret}`)
    } else headers.set('origin', ORIGIN)
    if (person === 'follower') headers.set('cookie', `carillon_follower=${cookieOfFollower()}`)
    if (isAccount(person)) headers.set('cookie', cookies.get(person)!)
    return headers
  }

  /** Calls a procedure as this person, over HTTP. */
  async function send(person: Person, path: string, input?: unknown, of: StageChannel | null = null): Promise<Answer> {
    const query = typeOf(path) !== 'mutation'
    const headers = headersOf(person, of)
    const json = JSON.stringify(input)
    if (!query) headers.set('content-type', 'application/json')
    const url = query && json !== undefined ? `${path}?input=${encodeURIComponent(json)}` : path
    const init = query ? { headers } : { method: 'POST', headers, body: json ?? null }
    return answerOf(await app.request(`/api/trpc/${url}`, init))
  }

  async function invite(kind: 'create' | 'team', of?: StageChannel) {
    const what = of ? { kind, channelId: of.id, role: 'editor' as const } : { kind }
    return core.db.transaction((tx) => createInvitation(core, tx, what))
  }

  function post(of: StageChannel, text = 'Ding') {
    return instance.as(accounts.owner).posts.publish({ handle: of.handle, content: { kind: 'text', text } })
  }

  function draft(of: StageChannel, text = 'Soon') {
    return instance.as(accounts.owner).drafts.create({ handle: of.handle, content: { kind: 'text', text } })
  }

  /** Of somebody else, whose device the person who joins becomes. */
  async function joinCode(): Promise<string> {
    const other = core.newId('flw')
    await core.db.transaction((tx) => tx.insert(followers).values({ id: other, createdAt: core.now() }))
    return (await instance.as({ follower: other }).followers.joinCode()).code
  }

  for (const name of ACCOUNTS) await signIn(name)
  const { handle } = await instance.as(accounts.outsider).channels.create({
    handle: 'elsewhere',
    name: 'Elsewhere',
    category: 'news',
  })
  const scopes = [...SCOPES]
  others.secret = (await instance.as(accounts.outsider).keys.create({ handle, name: 'All', scopes })).secret

  return {
    instance,
    core,
    app,
    accounts,
    follower,
    device,
    channel,
    headersOf,
    send,
    signIn,
    restoreFollower,
    joinCode,
    invite,
    post,
    draft,
  }
}

export const PROCEDURES = Object.keys(appRouter._def.procedures).toSorted()

type Definition = { type: 'query' | 'mutation' | 'subscription'; inputs: z.ZodType[] }
const definitions = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>

export function typeOf(path: string): Definition['type'] {
  return definitions[path]?._def.type ?? 'mutation'
}

/** The schema of what the procedure takes, if it takes anything. */
export function inputOf(path: string): z.ZodType | undefined {
  return definitions[path]?._def.inputs[0]
}

export async function answerOf(response: Response): Promise<Answer> {
  if (response.headers.get('content-type') === 'text/event-stream') return answerOfEvents(response)
  const text = await response.text()
  const body = (text ? JSON.parse(text) : {}) as { result?: { data: unknown }; error?: { data: ErrorBody } }
  return {
    status: response.status,
    text,
    headers: response.headers,
    result: body.result?.data,
    error: body.error?.data,
  }
}

/** A subscription that is let in never ends, so its beginning has to do; one that is refused says why and ends. */
async function answerOfEvents(response: Response): Promise<Answer> {
  const { status, headers } = response
  if (status === 200) {
    await response.body!.cancel()
    return { status, text: '', headers, result: 'ok', error: undefined }
  }
  const text = await response.text()
  const [, shape = ''] = /^event: serialized-error\ndata: (.*)$/m.exec(text)!
  return { status, text, headers, result: undefined, error: (JSON.parse(shape) as { data: ErrorBody }).data }
}

/** What a browser would send back. */
export function cookiesOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ')
}

/** Every table, row by row, but for what a read may note: to see that nothing changed. */
export async function snapshot({ core }: Pick<Stage, 'core'>): Promise<string> {
  const tables = await core.db.read.all<[string]>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
  const contents: unknown[] = []
  for (const row of tables) {
    const name = Object.values(row)[0] as string
    // How far consumers are, and what they count a moment later, is nobody's who asks just then.
    if (name === 'outbox_positions' || name.startsWith('count_') || name.startsWith('sqlite_')) continue
    contents.push([name, core.db.rows(`SELECT * FROM "${name}" ORDER BY 1, 2`, [])])
  }
  return JSON.stringify(contents)
}
