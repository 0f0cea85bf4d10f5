import type {
  DayFigures,
  Figures,
  GetInstanceOverview,
  GetOverview,
  InstanceOverview,
  Overview,
} from '@carillon/contract'
import { type ChannelRow, requireRole } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import { INSTANCE } from './changes.ts'
import { addAll, below, type Counts } from './counts.ts'
import { before, dayName, dayNumber, type DaySpan, followersAt, readDays } from './days.ts'
import { weekOf } from './hours.ts'
import { partsOf } from './parts.ts'
import { topPosts, viewsOfPublished } from './posts.ts'

export async function getOverview(ctx: Ctx, { handle, span, timeZone }: GetOverview): Promise<Overview> {
  const channel = await requireRole(ctx, handle, 'analyst', 'read')
  return readOverview(ctx, channel, { from: dayNumber(span.from), to: dayNumber(span.to) }, timeZone)
}

type Counted = Pick<ChannelRow, 'id' | 'handle' | 'followers'>

/** For whoever was found to be one of its team. */
export async function readOverview(ctx: Ctx, channel: Counted, span: DaySpan, timeZone: string): Promise<Overview> {
  const { id, handle, followers } = channel
  const counted = readCounted(ctx, { key: id, channelId: id, followers }, span, timeZone)
  return { handle, ...counted, posts: await topPosts(ctx, id, span) }
}

export async function getInstanceOverview(
  ctx: Ctx,
  { span, timeZone }: GetInstanceOverview,
): Promise<InstanceOverview> {
  const days = { from: dayNumber(span.from), to: dayNumber(span.to) }
  const [[channels, followers, media] = []] = ctx.db.rows(ALL, [])
  const counted = readCounted(
    ctx,
    { key: INSTANCE, channelId: null, followers: Number(followers ?? 0) },
    days,
    timeZone,
  )
  const { database } = await ctx.machine.disk()
  const disk = { database, media: Number(media ?? 0) }
  return { ...counted, channels: Number(channels), disk, live: ctx.live.connections }
}

/** A channel, or the instance; `followers` are those of this moment. */
export type Whose = { key: string; channelId: string | null; followers: number }

function readCounted(ctx: Core, whose: Whose, span: DaySpan, timeZone: string) {
  const byDay = readDays(ctx, whose.key, span)
  const now = readSpan(ctx, whose, span, byDay)
  const total: Counts = new Map()
  for (const counts of byDay.values()) addAll(total, counts)
  const earlier = before(span)
  const notified = notifiedOf(ctx, whose)
  return {
    span: { from: dayName(span.from), to: dayName(span.to) },
    now: { ...now.figures, notified },
    before: { ...readSpan(ctx, whose, earlier, readDays(ctx, whose.key, earlier, WANTED)).figures, notified },
    days: now.days,
    hours: weekOf(byDay, timeZone),
    readersBy: byOrigin(total, 'reach'),
    gainedBy: byOrigin(total, 'gained'),
    emoji: emojiOf(total),
  }
}

function byOrigin(total: Counts, name: string) {
  const [source, country, language] = ['source', 'country', 'language'].map((of) => partsOf(total, `${name}.${of}.`))
  return { source: source!, country: country!, language: language! }
}

export function emojiOf(counts: Counts) {
  return [...below(counts, 'reaction.')]
    .flatMap(([emoji, count]) => (count > 0 ? { emoji, count } : []))
    .toSorted((a, b) => b.count - a.count)
}

/** What the figures of a day are made of. */
const WANTED = new Set(
  'followers gained lost reach reach.followers views reactions votes forwards clicks mutes'.split(' '),
)

function readSpan(ctx: Core, whose: Whose, span: DaySpan, byDay: Map<number, Counts>) {
  const days = [...figuresOfDays(ctx, whose, span, byDay)]
  return { days, figures: figuresOf(ctx, whose, span, days) }
}

function* figuresOfDays(
  ctx: Core,
  whose: Whose,
  { from, to }: DaySpan,
  byDay: Map<number, Counts>,
): Generator<DayFigures> {
  let followers = followersAt(ctx, whose.key, from - 1) ?? followersBefore(whose, byDay)
  for (let day = from; day <= to; day += 1) {
    const counts = byDay.get(day)
    const of = (name: string) => Math.round(counts?.get(name) ?? 0)
    followers = counts?.get('followers') ?? followers + of('gained') - of('lost')
    yield {
      day: dayName(day),
      followers,
      gained: of('gained'),
      lost: of('lost'),
      reach: of('reach'),
      reachFollowers: of('reach.followers'),
      views: of('views'),
      reactions: of('reactions'),
      votes: of('votes'),
      forwards: of('forwards'),
      clicks: of('clicks'),
      mutes: of('mutes'),
    }
  }
}

/** How many there were before anything was counted that isn't written yet. */
function followersBefore({ followers }: Whose, byDay: Map<number, Counts>): number {
  const grown = [...byDay.values()].map((counts) => (counts.get('gained') ?? 0) - (counts.get('lost') ?? 0))
  return grown.reduce((sum, by) => sum - by, followers)
}

type Summed = Exclude<keyof DayFigures, 'day' | 'followers'>

function figuresOf(ctx: Core, whose: Whose, span: DaySpan, days: DayFigures[]): Omit<Figures, 'notified'> {
  const sum = (name: Summed) => days.reduce((total, day) => total + day[name], 0)
  const best = days.reduce((a, b) => (b.reach > a.reach ? b : a))
  const published = viewsOfPublished(ctx, whose.channelId, span)
  return {
    followers: days.at(-1)!.followers,
    gained: sum('gained'),
    lost: sum('lost'),
    reach: Math.round(sum('reach') / days.length),
    reachFollowers: Math.round(sum('reachFollowers') / days.length),
    best: best.reach > 0 ? { day: best.day, readers: best.reach } : null,
    views: sum('views'),
    posts: published.posts,
    viewsPerPost: published.posts > 0 ? published.views / published.posts : null,
    reactions: sum('reactions'),
    votes: sum('votes'),
    forwards: sum('forwards'),
    clicks: sum('clicks'),
    mutes: sum('mutes'),
  }
}

/** At this moment: what followers chose isn't kept by the day. */
function notifiedOf({ db, now }: Core, { channelId, followers }: Whose): number | null {
  if (channelId === null || followers <= 0) return null
  const [quiet] = db.row(QUIET, [channelId, now()])!
  return Math.max(0, 1 - Number(quiet) / followers)
}

const ALL = `SELECT count(*), coalesce(sum(followers), 0), (SELECT coalesce(sum(bytes), 0) FROM media) FROM channels`
/** Found by an index that holds these alone. */
const QUIET = `SELECT count(*) FROM follows WHERE channel_id = ? AND (notify = 0 OR muted_until IS NOT NULL)
  AND (notify = 0 OR muted_until > ?)`
