import type { SuggestedChannels } from '@carillon/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import { toChannel } from '../channels/view.ts'
import type { Ctx } from '../core/context.ts'
import type { SearchQuery } from '../core/ports.ts'
import { follows } from '../follows/table.ts'

const SUGGESTED = 6
/** Kinds of channels that somebody follows, the most frequent ones, that others are looked for by. */
const KINDS = 3
/** The search says which may be alike; what is followed already is among them. */
const LOOKED_AT = 60

type Followed = { id: string; category: (typeof channels.$inferSelect)['category'] } & {
  country: string | null
  language: string | null
}

/** Listed channels like those that are followed, the most followed first; without any, what most follow. */
export async function suggestChannels(ctx: Ctx): Promise<SuggestedChannels> {
  ctx.limiter.take('search', ctx.addressPrefix)
  const followed = await followedBy(ctx)
  const answers = await Promise.all(
    questions(followed).map((kind) =>
      ctx.search
        .search({ query: '', ...kind, sort: 'followed', limit: LOOKED_AT, offset: 0 })
        .catch(() => ({ hits: [] })),
    ),
  )
  const ids = new Set(answers.flatMap(({ hits }) => hits.map(({ id }) => id)))
  for (const { id } of followed) ids.delete(id)
  const isFound = and(eq(channels.listed, true), eq(channels.access, 'open'), eq(channels.archived, false))
  const rows = await ctx.db.read
    .select()
    .from(channels)
    .where(and(inArray(channels.id, [...ids]), isFound))
  const likeness = likenessTo(followed)
  const best = rows.toSorted((a, b) => likeness(b) - likeness(a) || b.followers - a.followers)
  return { items: best.slice(0, SUGGESTED).map(toChannel) }
}

async function followedBy(ctx: Ctx): Promise<Followed[]> {
  if (!ctx.followerId) return []
  const { id, category, country, language } = channels
  return ctx.db.read
    .select({ id, category, country, language })
    .from(follows)
    .innerJoin(channels, eq(channels.id, follows.channelId))
    .where(eq(follows.followerId, ctx.followerId))
}

function questions(followed: Followed[]): Partial<SearchQuery>[] {
  const kinds = mostFrequent(followed.map(({ category, language }) => JSON.stringify([category, language])))
  const places = mostFrequent(followed.flatMap(({ country }) => country ?? []))
  return [
    ...kinds.slice(0, KINDS).map((kind): Partial<SearchQuery> => {
      const [category, language] = JSON.parse(kind) as [Followed['category'], string | null]
      return { category, ...(language ? { language } : {}) }
    }),
    ...places.slice(0, 1).map((country) => ({ country })),
    ...(followed.length === 0 ? [{}] : []),
  ]
}

/** What a channel has in common with those that are followed: its subject counts most. */
function likenessTo(followed: Followed[]) {
  const share = (is: (one: Followed) => boolean) => followed.filter(is).length / Math.max(1, followed.length)
  return (channel: Followed) =>
    2 * share((one) => one.category === channel.category) +
    share((one) => one.language !== null && one.language === channel.language) +
    share((one) => one.country !== null && one.country === channel.country)
}

function mostFrequent(values: string[]): string[] {
  const counts = new Map<string, number>()
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([one]) => one)
}
