import type { AnalyticsFile, ExportAnalytics, Part } from '@carillon/contract'
import { stringify } from 'csv-stringify/sync'
import type { Ctx } from '../core/context.ts'
import { getOverview } from './overview.ts'
import { listPostFigures } from './posts.ts'

/** What the screens show as a file. Small parts stay hidden in it as they are there. */
export async function exportAnalytics(ctx: Ctx, input: ExportAnalytics): Promise<AnalyticsFile> {
  const { handle, span, what, format } = input
  const overview = await getOverview(ctx, { handle, span, timeZone: 'UTC' })
  const name = `${overview.handle}-${what}-${span.from}-${span.to}.${format}`
  if (format === 'json') return { name, type: 'application/json', text: `${JSON.stringify(overview, null, 2)}\n` }
  const rows =
    what === 'days' ? overview.days : what === 'parts' ? [...parts(overview)] : await allPosts(ctx, handle, span)
  return { name, type: 'text/csv', text: stringify([...rows], { header: true, record_delimiter: 'windows' }) }
}

function* parts({ readersBy, gainedBy }: { readersBy: Record<string, Part[]>; gainedBy: Record<string, Part[]> }) {
  for (const [of, all] of Object.entries({ readers: readersBy, gained: gainedBy })) {
    for (const [by, list] of Object.entries(all)) {
      for (const { key, count, hidden } of list)
        yield { of, by, key, count: count ?? (hidden === 'few' ? 'fewer than 5' : 'not told') }
    }
  }
}

async function allPosts(ctx: Ctx, handle: string, span: { from: string; to: string }) {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to) + 86_400_000]
  const found = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listPostFigures(ctx, { handle, limit: 50, cursor })
    for (const { excerpt: _, publishedAt, ...figures } of page.items) {
      if (publishedAt >= from && publishedAt < to)
        found.push({ publishedAt: new Date(publishedAt).toISOString(), ...figures })
    }
    cursor = page.items.at(-1) && page.items.at(-1)!.publishedAt < from ? null : page.nextCursor
  }
  return found
}
