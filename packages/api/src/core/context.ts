import type { IdPrefix, ImportJob, Locale, SCOPES } from '@carillon/contract'
import { createHmac, hash } from 'node:crypto'
import { emit, type EventType } from '../outbox/service.ts'
import type { ArchiveImport } from '../archives/jobs.ts'
import type { Challenges } from '../followers/challenges.ts'
import type { JoinCodes } from '../followers/codes.ts'
import type { Hub } from '../live/hub.ts'
import type { NightReport } from '../operation/night.ts'
import type { ErasureCause } from '../retention/runs.ts'
import type { Counter } from '../analytics/counter.ts'
import type { FeedReader } from '../sources/parse.ts'
import type { PhotoPipeline } from '../media/pipeline.ts'
import type { Underway } from '../media/underway.ts'
import type { Heads } from '../updates/heads.ts'
import type { Auth } from '../accounts/auth.ts'
import type { createBallots } from '../polls/count.ts'
import type { createReacting } from '../reactions/count.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './database.ts'
import type { Forgotten } from './forgotten.ts'
import type { Jobs } from './jobs.ts'
import type { Limiter, Prefixes } from './limiter.ts'
import type { Metrics } from './metrics.ts'
import type { Outside } from './outside.ts'
import type { Presence } from './presence.ts'
import { prepared } from './seal.ts'
import type { KeyStore, Log, Mailer, SearchEngine, Storage } from './ports.ts'
import { type SharedAnswers, Sharing } from './shared.ts'
import type { Upkeep } from './upkeep.ts'
import type { Ways } from './writer.ts'

/** Everything that the application takes from outside. */
export type Deps = {
  db: Database
  storage: Storage
  keys: KeyStore
  search: SearchEngine
  mailer: Mailer
  photos: PhotoPipeline
  outside: Outside
  log: Log
  metrics?: Metrics
  /** Milliseconds since the epoch, by `clock`. */
  now: () => number
  clock: Clock
  random: (bytes: number) => Uint8Array
  /** 32 bytes that stay with the instance: sessions and invitation links are signed with it. */
  secret: Uint8Array
  /** 32 bytes that stay with the instance too: the private key by which push services know who sends. */
  vapid: Uint8Array
  /** Where people reach the instance, without a trailing slash: `https://channels.example`. */
  origin: string
  /** Further origins that are this instance too, such as its loopback names when no address is configured. */
  alsoOrigins: string[]
  /** The header in which a CDN says which country a request comes from; `null` where there is none. */
  countryHeader: string | null
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies: string[]
  /** Requests a minute and address prefix, times this; for tests and for offices behind one address. */
  limitFactor: number
  /** How many may become followers from one address prefix in an hour; those who are known go on beyond it. */
  newcomersAnHour: number
  /** How much of an address counts as one, in bits. */
  prefixes: Prefixes
  /** A folder for uploads that are not whole yet. */
  scratchDir: string
  /** Bytes that the files of a channel may take; 0 for as many as there is room for. */
  channelQuota: number
  /** What a password's hash costs, scrypt's N: a power of two. */
  passwordCost: number
  machine: Machine
}

/** What the process that runs the application knows of its surroundings. */
export type Machine = {
  /** Bytes: the database, its log, and room on the disk, if that can be told. */
  disk(): Promise<{ database: number; log: number; free: number | null }>
  /** When the nightly job runs next; `null` where nobody runs it. */
  nextNight(): number | null
}

/** Deps and what the application makes of them once. */
export type Core = Deps & {
  auth: Auth
  metrics: Metrics
  limiter: Limiter
  shared: SharedAnswers
  uploads: Underway
  presence: Presence
  imports: Jobs<ImportJob>
  archives: Jobs<ArchiveImport>
  feeds: FeedReader
  joinCodes: JoinCodes
  challenges: Challenges
  heads: Heads
  forgotten: Forgotten
  /** What there is to know of how channels do. */
  counter: Counter
  /** Votes and reactions on their way to the database. */
  ballots: ReturnType<typeof createBallots>
  reacting: ReturnType<typeof createReacting>
  /** Erasing and copying, one at a time. */
  upkeep: Upkeep
  /** How much each consumer of the outbox has still to take, and since when. */
  lag: () => Promise<{ consumer: string; events: number; oldest: number | null }[]>
  /** What happens each night, now. */
  night: (cause: ErasureCause) => Promise<NightReport>
  newId: (prefix: IdPrefix) => string
  /** A token for a link or a cookie: 31 characters, 160 bits. */
  newToken: () => string
  /** Tells open pages of what happens. */
  live: Hub
  /** Says that something was committed to the outbox. */
  committed: () => void
  /** Says that something waits in the queue of webhooks. */
  queued: () => void
  /** Says that something waits to be told to followers' devices. */
  notifying: () => void
  /** Says that the time of a draft was set or changed. */
  scheduled: () => void
}

/** What those who do something tell open pages of, after its commit. */
export type Live = {
  /** The votes or reactions of a post are others than before. */
  counted(channelId: string, postId: string): void
  /** What a follower follows, has read or has muted changed: their other devices ask anew. */
  mine(followerId: string): void
}

export type Actor =
  | { kind: 'nobody' }
  | { kind: 'account'; id: string; email: string; name: string; operator: boolean; creator: boolean }
  /** A program, for one channel and with no rights beyond its scopes. */
  | { kind: 'key'; id: string; channelId: string; scopes: (typeof SCOPES)[number][] }

export type Who = Pick<Ctx, 'actor' | 'followerId'>

/** What a service function works with, for one request. */
export type Ctx = Core & {
  actor: Actor
  /** Who follows, as told by the follower's cookie. Never joined with `actor`. */
  followerId: string | null
  /** The browser that asks, as one of that follower's. */
  deviceId: string | null
  locale: Locale
  /** Where they are, by a header that a CDN adds, if the operator named one. */
  country: string | undefined
  /** Who it is by now: a session, a key or a device may have ended since the request came. */
  whoNow: () => Promise<Who>
  /** What limits know the address by that a request came from, `Limiter.nameOf`; empty where there is none (commands). */
  addressPrefix: string
  requestHeaders: Headers
  /** Where a read says that its answer is everybody's. */
  sharing: Sharing
  responseHeaders: Headers
}

/** A context without a request: for commands, jobs and samples. */
export function commandContext(core: Core, actor: Actor = { kind: 'nobody' }, followerId: string | null = null): Ctx {
  const ctx: Ctx = {
    ...core,
    actor,
    followerId,
    deviceId: null,
    locale: 'en',
    country: undefined,
    whoNow: async () => ({ actor: ctx.actor, followerId: ctx.followerId }),
    addressPrefix: '',
    requestHeaders: new Headers(),
    sharing: new Sharing(core.shared.begin()),
    responseHeaders: new Headers(),
  }
  return ctx
}

/** Writes in one transaction and wakes those who wait for its events. */
export async function transact<T>(ctx: Core, work: (tx: Tx) => Promise<T>, options?: Ways): Promise<T> {
  let changed: Map<string, boolean> | undefined
  const result = await ctx.db.transaction(async (tx) => {
    const value = await work(tx)
    changed = CHANGED.get(tx)
    return value
  }, options)
  for (const [channelId, isSeen] of changed ?? []) {
    ctx.shared.changed(channelId)
    if (isSeen) ctx.heads.changed(channelId)
  }
  ctx.committed()
  return result
}

/** The channels that a transaction has said something of, and whether it is more than how many follow. */
const CHANGED = new WeakMap<Tx, Map<string, boolean>>()

export async function emitEvent(
  ctx: Core,
  tx: Tx,
  type: EventType,
  channelId: string,
  postId: string | null = null,
  at = ctx.now(),
): Promise<void> {
  emit(ctx.db, tx, { type, channelId, postId, at })
  const changed = CHANGED.get(tx) ?? new Map<string, boolean>()
  CHANGED.set(tx, changed.set(channelId, changed.get(channelId) || !COUNTS.includes(type)))
}

const COUNTS: EventType[] = ['channel.followed', 'channel.unfollowed']

/** Tokens are 160 random bits, so a plain hash is enough to keep them by. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** A signature that only this instance makes, for one purpose. */
export function sign(ctx: Deps, purpose: string, text: string): string {
  return createHmac('sha256', prepared(ctx.secret)).update(`${purpose}\0${text}`).digest('base64url').slice(0, 27)
}
