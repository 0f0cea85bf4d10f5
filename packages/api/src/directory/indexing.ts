import { nextTurn } from '../core/turns.ts'
import type { Core } from '../core/context.ts'
import type { SearchDocument } from '../core/ports.ts'
import type { Consumer, OutboxEvent } from '../outbox/service.ts'
import { channels } from '../channels/table.ts'
import { allListed, inDirectory, type Listed, listed } from './service.ts'

/** Channels looked up in one go: counting what lives in each takes its time, and others wait for it. */
const SOME = 10

/** Keeps the search engine in step with the database: it reads what is there now, whatever the events said. */
export function searchConsumer(ctx: Core): Consumer {
  /** Of a run of the nightly job, whose events bear its time: a channel that was counted since has no more to lose by it. */
  let counted = { at: 0, ids: new Set<string>() }
  return {
    name: 'search',
    // What is new or renamed is found at once; of posts and follows only the counts are to be kept in step.
    rest: (events) => (events.some((event) => event.type === 'channel.changed') ? 0 : 1_000),
    async handle(events) {
      const isNews = ({ type, at, channelId }: OutboxEvent) =>
        type !== 'post.expired' || at !== counted.at || !counted.ids.has(channelId)
      const ids = [...new Set(events.filter(isNews).map((event) => event.channelId))]
      const present: Listed[] = []
      for (let from = 0; from < ids.length; from += SOME) {
        if (from > 0) await nextTurn()
        present.push(...(await listed(ctx, ids.slice(from, from + SOME))))
      }
      const found = new Set(present.map((row) => row.channel.id))
      const gone = ids.filter((id) => !found.has(id))
      if (present.length > 0) await ctx.search.upsert(present.map(toDocument))
      if (gone.length > 0) await ctx.search.remove(gone)
      const run = events.findLast(({ type }) => type === 'post.expired')
      if (!run) return
      if (run.at !== counted.at) counted = { at: run.at, ids: new Set() }
      for (const id of ids) counted.ids.add(id)
    },
  }
}

/** Every channel that search may find, as the engine keeps it. */
export async function* searchDocuments(ctx: Core): AsyncGenerator<SearchDocument[]> {
  for await (const page of allListed(ctx, 1_000)) yield page.map(toDocument)
}

/** Makes the index anew where it holds another number of channels than the database: after a start, or an outage. */
export async function loadSearch(ctx: Core): Promise<void> {
  const wanted = await ctx.db.read.$count(channels, inDirectory)
  if ((await ctx.search.count()) !== wanted) await ctx.search.rebuild(searchDocuments(ctx))
}

function toDocument({ channel, activity }: Listed): SearchDocument {
  const { id, handle, name, description, category, country, language, followers, createdAt } = channel
  return { id, handle, name, description, category, country, language, followers, activity, createdAt }
}
