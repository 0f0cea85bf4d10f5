import type { Core } from '../core/context.ts'
import type { SearchDocument } from '../core/ports.ts'
import type { Consumer } from '../outbox/service.ts'
import { channels } from '../channels/table.ts'
import { allListed, inDirectory, type Listed, listed } from './service.ts'

/** Keeps the search engine in step with the database: it reads what is there now, whatever the events said. */
export function searchConsumer(ctx: Core): Consumer {
  return {
    name: 'search',
    // What is new or renamed is found at once; of posts and follows only the counts are to be kept in step.
    rest: (events) => (events.some((event) => event.type === 'channel.changed') ? 0 : 1_000),
    async handle(events) {
      const ids = [...new Set(events.map((event) => event.channelId))]
      const present = await listed(ctx, ids)
      const found = new Set(present.map((row) => row.channel.id))
      const gone = ids.filter((id) => !found.has(id))
      if (present.length > 0) await ctx.search.upsert(present.map(toDocument))
      if (gone.length > 0) await ctx.search.remove(gone)
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
