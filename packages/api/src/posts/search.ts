import { plainText, type PostHit, type PostHits, type SearchPosts } from '@carillon/contract'
import { and, desc, eq, gt, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { ChannelRow } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { hotQuery } from '../core/hot.ts'
import { nextTurn } from '../core/turns.ts'
import { requireReadable } from '../follows/reading.ts'
import { createTextSearch, type TextSearch } from '../search/text.ts'
import { describe, openContent } from './content.ts'
import { textsOf } from './sealed.ts'
import { posts } from './table.ts'

/** What is looked through for one page of results. */
const MOST = { posts: 5_000, characters: 2_000_000 }
/** What is looked at in one turn of the event loop, so that others are answered in between. */
const SLICE = { posts: 20, characters: 10_000 }

type Place = { publishedAt: number; id: string }
/** Posts with the words as they were typed, or with slips too, or the latter only where there are none of the former. */
type Spelling = 'exact' | 'near' | 'either'

/**
 * The channel's live posts that hold the words, newest first. They are opened one after another and forgotten: of what
 * posts say no index is kept that would have to forget it in time.
 */
export async function searchPosts(ctx: Ctx, { handle, query, limit, cursor }: SearchPosts): Promise<PostHits> {
  ctx.limiter.take('search', ctx.addressPrefix)
  const channel = await requireReadable(ctx, handle)
  const search = createTextSearch(query)
  const { spelling, ...from } = readCursor(cursor)
  const { places, found, stoppedAt } = await walk(ctx, channel, search, { from, spelling, most: limit + 1 })
  const page = places.slice(0, limit)
  const next = places.length > limit ? page.at(-1)! : stoppedAt
  return {
    items: await openHits(ctx, channel, search, page, found),
    nextCursor: next && writeCursor(next, found),
  }
}

type Walk = { from: Place; spelling: Spelling; most: number }

/** Where the posts that match are, until there are enough or too much was read, which ends it at `stoppedAt`. */
async function walk(ctx: Ctx, channel: ChannelRow, search: TextSearch, { from, spelling, most }: Walk) {
  const exact: Place[] = []
  const near: Place[] = []
  const end = (stoppedAt: Place | null) => {
    if (exact.length > 0) return { places: exact, found: 'exact' as const, stoppedAt }
    return { places: near, found: near.length > 0 ? ('near' as const) : spelling, stoppedAt }
  }
  let place = from
  let [characters, rested] = [0, 0]
  for (let read = 0; read < MOST.posts && characters < MOST.characters; read += SLICE.posts) {
    const rows = NEXT_POSTS(ctx.db, { channelId: channel.id, now: ctx.now(), limit: SLICE.posts, ...place })
    for (const row of rows) {
      if (row === rows[0] || characters - rested > SLICE.characters) {
        await nextTurn()
        rested = characters
      }
      place = { publishedAt: row.publishedAt, id: row.id }
      const content = await openContent(ctx, row)
      const texts = content ? textsOf(content) : []
      for (const text of texts) characters += text.length
      const look = search(texts)
      if (spelling !== 'near' && look.exact()) exact.push(place)
      else if (spelling !== 'exact' && exact.length === 0 && near.length < most && look.near()) near.push(place)
      if (exact.length === most || (spelling === 'near' && near.length === most)) return end(null)
    }
    if (rows.length < SLICE.posts) return end(null)
  }
  return end(place)
}

const NEXT_POSTS = hotQuery(posts, (query) =>
  query
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.channelId, sql.placeholder('channelId')),
        gt(posts.expiresAt, sql.placeholder('now')),
        lte(posts.publishedAt, sql.placeholder('publishedAt')),
        or(lt(posts.publishedAt, sql.placeholder('publishedAt')), lt(posts.id, sql.placeholder('id'))),
      ),
    )
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(sql.placeholder('limit')),
)

/** As they are now: some may have been changed, or have ended, while others were looked through. */
async function openHits(
  ctx: Ctx,
  channel: ChannelRow,
  search: TextSearch,
  places: Place[],
  found: Spelling,
): Promise<PostHit[]> {
  const ids = places.map(({ id }) => id)
  const rows = await ctx.db.read
    .select()
    .from(posts)
    .where(and(inArray(posts.id, ids), eq(posts.channelId, channel.id), gt(posts.expiresAt, ctx.now())))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
  return Promise.all(
    rows.map(async (row) => {
      const content = await openContent(ctx, row)
      const [text, ...beside] = content ? textsOf(content) : ['']
      const plain = plainText(text)
      const look = search([plain, ...beside])
      const [inText = [], ...inBeside] = (found === 'exact' ? look.exact() : look.near()) ?? []
      const foundBeside = inBeside.flatMap((ranges, at) => (ranges.length > 0 ? [{ text: beside[at]!, ranges }] : []))
      const matches = { text: inText, alt: inBeside[0] ?? [], beside: foundBeside }
      return { ...describe(channel, row, content), plainText: plain, matches }
    }),
  )
}

const LETTERS = { exact: 'e', near: 'n', either: 'b' } as const
const SPELLINGS: Record<string, Spelling> = { e: 'exact', n: 'near', b: 'either' }

function writeCursor({ publishedAt, id }: Place, spelling: Spelling): string {
  return `${LETTERS[spelling]}.${publishedAt}.${id}`
}

function readCursor(cursor: string | undefined): Place & { spelling: Spelling } {
  if (cursor === undefined) return { spelling: 'either', publishedAt: Number.MAX_SAFE_INTEGER, id: '' }
  const [, letter, time, id] = /^([enb])\.(\d{1,16})\.(pst_[0-9a-z]{26})$/.exec(cursor) ?? []
  if (!letter || !time || !id) throw new AppError('input.invalid', { cursor: 'input.invalid' })
  return { spelling: SPELLINGS[letter]!, publishedAt: Number(time), id }
}
