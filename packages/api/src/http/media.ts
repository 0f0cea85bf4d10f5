import { MediaId } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { avatarObject } from '../channels/service.ts'
import { channels } from '../channels/table.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { streamDecrypted } from '../core/objects.ts'
import { streamParts } from '../core/parts.ts'
import { openDraft } from '../drafts/service.ts'
import { canRead } from '../follows/reading.ts'
import { canSeePending, type MediaRow, openRow } from '../media/service.ts'
import { isPhoto, type StoredFile, type StoredMedia } from '../media/stored.ts'
import { media as mediaTable } from '../media/table.ts'
import { openContent } from '../posts/content.ts'
import { mediaIn, type SealedContent } from '../posts/sealed.ts'
import { posts } from '../posts/table.ts'
import type { Env } from './context.ts'
import { answerRange, attachment } from './files.answer.ts'

/** How long a browser may keep what a draft shows, milliseconds. */
const DRAFTED = 60_000

/** Files out: what posts show, and avatars. */
export const media = new Hono<Env>()
  .get('/media/:id/:width{[0-9]{1,5}}', async (c) => {
    const { ctx } = c.var
    const found = await findMedia(ctx, c.req.param('id'))
    const renditions = found && isPhoto(found.stored) ? found.stored.renditions : []
    const rendition = renditions.find(({ width }) => width === Number(c.req.param('width')))
    if (!found || !rendition) throw new AppError('media.not_found')
    const { object } = rendition
    const asked = c.req.header('range') !== undefined || c.req.method === 'HEAD'
    const size = asked ? ((await ctx.storage.size(object)) ?? 0) : null
    const key = Buffer.from(rendition.key, 'base64')
    return answerRange(c, {
      size,
      headers: { ...inert('image/webp', 'inline'), 'cache-control': cacheControl(ctx, found) },
      open: (range) => streamDecrypted(ctx.storage, object, key, range),
    })
  })
  .get('/media/:id/file', async (c) => {
    const { ctx } = c.var
    const found = await findMedia(ctx, c.req.param('id'))
    if (!found || isPhoto(found.stored)) throw new AppError('media.not_found')
    const { stored } = found
    const { size, type } = stored
    return answerRange(c, {
      size,
      headers: { ...inert(type, dispositionOf(stored, found.content)), 'cache-control': cacheControl(ctx, found) },
      open: (range) => streamParts(ctx.storage, stored, range ?? { start: 0, end: size - 1 }),
    })
  })
  .get('/avatars/:name{[0-9a-z]{31}}', async (c) => {
    const size = c.req.query('size') === '320' ? 320 : 96
    const { ctx } = c.var
    const name = c.req.param('name')
    const channel = await ctx.db.read.select().from(channels).where(eq(channels.avatar, name)).get()
    const stream = channel && (await ctx.storage.stream(avatarObject(name, size)))
    if (!stream) throw new AppError('media.not_found')
    return c.body(stream, 200, { ...inert('image/webp', 'inline'), 'cache-control': 'public, max-age=86400' })
  })

/** What a browser shows, plays or saves and never runs, whatever is in it. */
function inert(type: string, disposition: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': disposition,
    'x-content-type-options': 'nosniff',
  }
}

/** Nobody keeps it longer than its post has left. */
function cacheControl(ctx: Ctx, { shared, expiresAt }: Found): string {
  const left = Math.max(0, Math.floor((expiresAt - ctx.now()) / 1000))
  return `${shared ? 'public' : 'private'}, max-age=${left}`
}

/** Only documents are saved, under the name that their post gives them. */
function dispositionOf(stored: StoredFile, content: SealedContent | null): string {
  if (stored.is !== 'document') return 'inline'
  return attachment(content?.kind === 'document' ? content.name : '')
}

type Found = { stored: StoredMedia; content: SealedContent | null; expiresAt: number; shared: boolean }

/** What a live post shows that whoever asks may read; a draft, or an upload that waits, to the team at work on it. */
async function findMedia(ctx: Ctx, id: string): Promise<Found | null> {
  if (!MediaId.safeParse(id).success) return null
  const row = await ctx.db.read.select().from(mediaTable).where(eq(mediaTable.id, id)).get()
  if (!row || row.expiresAt <= ctx.now()) return null
  if (!row.postId) return findPending(ctx, row)
  return row.postId.startsWith('dft_') ? findDrafted(ctx, row, row.postId) : findPublished(ctx, row, row.postId)
}

async function findPending(ctx: Ctx, row: MediaRow): Promise<Found | null> {
  const stored = (await canSeePending(ctx, row)) ? await openRow(ctx, row) : null
  return stored && { stored, content: null, expiresAt: row.expiresAt, shared: false }
}

async function findDrafted(ctx: Ctx, row: MediaRow, draftId: string): Promise<Found | null> {
  const content = await openDraft(ctx, row.channelId, draftId)
  const stored = shownIn(content, row)
  return stored && { stored, content, expiresAt: ctx.now() + DRAFTED, shared: false }
}

async function findPublished(ctx: Ctx, row: MediaRow, postId: string): Promise<Found | null> {
  const found = await ctx.db.read
    .select({ post: posts, channel: channels })
    .from(posts)
    .innerJoin(channels, eq(channels.id, posts.channelId))
    .where(eq(posts.id, postId))
    .get()
  if (!found || found.post.expiresAt <= ctx.now() || !(await canRead(ctx, found.channel))) return null
  const content = await openContent(ctx, found.post)
  const stored = shownIn(content, row)
  return stored && { stored, content, expiresAt: found.post.expiresAt, shared: found.channel.access === 'open' }
}

function shownIn(content: SealedContent | null, { id }: MediaRow): StoredMedia | null {
  return (content && mediaIn(content).find(({ mediaId }) => mediaId === id)) ?? null
}
