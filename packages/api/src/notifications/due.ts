import type { Digest, Locale } from '@carillon/contract/lists'
import type { Core } from '../core/context.ts'
import type { PushKeys } from './encrypt.ts'
import type { Settings } from './quiet.ts'

/** What waits for one browser and has come due, with all that says whether it is to be told. */
export type Due = {
  id: string
  targetId: string
  postId: string
  gathered: boolean
  attempts: number
  endpoint: string
  keys: PushKeys
  locale: Locale
  followerId: string
  /** Whether it is still followed, to be told of, and live. */
  wanted: boolean
  /** `null` for a follower who has chosen nothing. */
  settings: Settings | null
}

/**
 * The next of those that are due, but for those under way. Of a follower with settings everything that is due comes
 * along: a post counts once for all their devices, and what was gathered is told together.
 */
export function findDue(ctx: Core, busy: ReadonlySet<string>, limit: number): Due[] {
  const now = ctx.now()
  const ids = ctx.db.rows(NEXT, [now, limit + busy.size]).map(([id]) => id as string)
  const free = ids.filter((id) => !busy.has(id)).slice(0, limit)
  if (free.length === 0) return []
  const found = read(ctx, `${ROWS} WHERE q.id IN (SELECT value FROM json_each(?2))`, [now, JSON.stringify(free)])
  const choosy = [...new Set(found.filter((due) => due.settings).map((due) => due.followerId))]
  if (choosy.length === 0) return found
  const theirs = read(ctx, OF_FOLLOWERS, [now, JSON.stringify(choosy)]).filter((due) => !busy.has(due.id))
  return [...found.filter((due) => !due.settings), ...theirs]
}

/** When something comes due that isn't yet; `null` when nothing waits. */
export function findNextDue(ctx: Core): number | null {
  const [row] = ctx.db.rows('SELECT min(next_at) FROM push_queue WHERE next_at > ?', [ctx.now()])
  return (row?.[0] as number | null | undefined) ?? null
}

/** How many notifications wait to be sent. */
export function countQueued(ctx: Core): number {
  return ctx.db.rows('SELECT count(*) FROM push_queue')[0]![0] as number
}

const NEXT = 'SELECT id FROM push_queue WHERE next_at <= ? ORDER BY next_at LIMIT ?'

/** A row as one JSON text, because the driver's work is by the value. */
const ROWS = `SELECT json_array(
    q.id, q.target_id, q.post_id, q.gathered, q.attempts, t.endpoint, t.p256dh, t.auth, t.locale, d.follower_id,
    p.expires_at > ?1 AND coalesce(f.notify = 1 AND coalesce(f.muted_until, 0) <= ?1, 0),
    CASE WHEN s.follower_id IS NULL THEN NULL ELSE json_array(
      s.quiet_from, s.quiet_to, s.daily_cap, s.digest, s.digest_at, s.time_zone, s.sent_on, s.sent) END
  )
  FROM push_queue q
  JOIN push_targets t ON t.id = q.target_id
  JOIN devices d ON d.id = t.device_id
  JOIN posts p ON p.id = q.post_id
  LEFT JOIN follows f ON f.follower_id = d.follower_id AND f.channel_id = p.channel_id
  LEFT JOIN notification_settings s ON s.follower_id = d.follower_id`

const OF_FOLLOWERS = `${ROWS} WHERE q.next_at <= ?1 AND q.target_id IN (
    SELECT of.id FROM json_each(?2) one
    CROSS JOIN devices mine ON mine.follower_id = one.value
    CROSS JOIN push_targets of ON of.device_id = mine.id
  )`

type Chosen = [
  quietFrom: number | null,
  quietTo: number | null,
  dailyCap: number | null,
  digest: Digest,
  digestAt: number,
  timeZone: string,
  sentOn: string | null,
  sent: number,
]
type Row = [
  id: string,
  targetId: string,
  postId: string,
  gathered: number,
  attempts: number,
  endpoint: string,
  p256dh: string,
  auth: string,
  locale: Locale,
  followerId: string,
  wanted: number,
  chosen: Chosen | null,
]

function read(ctx: Core, sql: string, params: unknown[]): Due[] {
  return ctx.db.rows(sql, params).map(([json]) => {
    const [id, targetId, postId, gathered, attempts, endpoint, p256dh, auth, locale, followerId, wanted, chosen] =
      JSON.parse(json as string) as Row
    const keys = { p256dh, auth }
    const about = { id, targetId, postId, attempts, endpoint, keys, locale, followerId }
    return {
      ...about,
      gathered: gathered === 1,
      wanted: wanted === 1,
      settings: chosen && settingsOf(followerId, chosen),
    }
  })
}

function settingsOf(followerId: string, chosen: Chosen): Settings {
  const [quietFrom, quietTo, dailyCap, digest, digestAt, timeZone, sentOn, sent] = chosen
  return { followerId, quietFrom, quietTo, dailyCap, digest, digestAt, timeZone, sentOn, sent }
}
