import { DAY, type PostAnalytics, type PostRef } from '@carillon/contract'
import { requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { dayOf } from '../core/keys.ts'
import { addAll, below, type Counts } from './counts.ts'
import { dayName, readDays } from './days.ts'
import { emojiOf } from './overview.ts'
import { findRecord, type PostRecord, publishedBefore, toFigures } from './posts.ts'
import { FIRST_HOURS } from './seen.ts'

const COMPARED_DAYS = 90
/** Of fewer posts half says nothing. */
const COMPARED_POSTS = 3

export async function getPostAnalytics(ctx: Ctx, { handle, postId }: PostRef): Promise<PostAnalytics> {
  const channel = await requireRole(ctx, handle, 'analyst', 'read')
  const record = findRecord(ctx, channel.id, postId)
  if (!record) throw new AppError('posts.not_found')
  const { publishedAt, counts } = record
  const [post] = await toFigures(ctx, channel.id, [record])
  const from = dayOf(publishedAt)
  const byDay = readDays(ctx, postId, { from, to: ctx.counter.counting.today() })
  const last = Math.max(from, ...byDay.keys())
  const days = Array.from({ length: last - from + 1 }, (_, at) => from + at)
  return {
    post: post!,
    days: days.map((day) => dayOfPost(day, byDay.get(day))),
    hours: Array.from({ length: FIRST_HOURS }, (_, hour) => Math.round(counts.get(`views.hour.${hour}`) ?? 0)),
    emoji: emojiOf(counts),
    links: toList(counts, 'click.'),
    poll: record.kind === 'poll' ? pollOf(ctx, record, days, byDay) : null,
    median: medianOf(publishedBefore(ctx, channel.id, publishedAt, publishedAt - COMPARED_DAYS * DAY)),
  }
}

function dayOfPost(day: number, counts: Counts | undefined) {
  const of = (name: string) => Math.round(counts?.get(name) ?? 0)
  const [views, reactions, votes] = [of('views'), of('reactions'), of('votes')]
  return { day: dayName(day), views, reactions, votes, forwards: of('forwards'), clicks: of('clicks') }
}

/** Numbers by place, from 0 to the last that has one. */
function toList(counts: Counts, prefix: string, length = 0): number[] {
  const found = new Map([...below(counts, prefix)].map(([place, count]) => [Number(place), Math.round(count)]))
  return Array.from(
    { length: Math.max(length, ...[...found.keys()].map((place) => place + 1)) },
    (_, at) => found.get(at) ?? 0,
  )
}

/** How many options there were is known while the post lives; afterwards those that were voted for are left. */
function pollOf(
  { db }: Ctx,
  { postId, counts }: PostRecord,
  days: number[],
  byDay: Map<number, Counts>,
): PostAnalytics['poll'] {
  const [known] = db.row("SELECT json_extract(poll, '$.options') FROM posts WHERE id = ?", [postId]) ?? []
  const options = toList(counts, 'option.', Number(known ?? 0))
  const until: Counts = new Map()
  return {
    voters: Math.round(counts.get('votes') ?? 0),
    options,
    days: days.map((day) => {
      addAll(until, byDay.get(day) ?? new Map())
      return { day: dayName(day), options: toList(until, 'option.', options.length) }
    }),
  }
}

function medianOf(records: PostRecord[]): PostAnalytics['median'] {
  if (records.length < COMPARED_POSTS) return null
  const of = (name: string) => {
    const counts = records.map((record) => record.counts.get(name) ?? 0).toSorted((a, b) => a - b)
    const half = counts.length / 2
    return Math.round(half % 1 === 0 ? (counts[half - 1]! + counts[half]!) / 2 : counts[Math.floor(half)]!)
  }
  const [views, reactions, votes] = [of('views'), of('reactions'), of('votes')]
  return { views, reactions, votes, forwards: of('forwards'), clicks: of('clicks'), gained: of('gained') }
}
