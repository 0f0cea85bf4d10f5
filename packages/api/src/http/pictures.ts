import { LIMITS, MediaId } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { requireWritable } from '../channels/authority.ts'
import { avatarObject, setAvatar } from '../channels/service.ts'
import { channels } from '../channels/table.ts'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { streamDecrypted } from '../core/objects.ts'
import { unseal } from '../core/seal.ts'
import { openDraft } from '../drafts/service.ts'
import { canRead } from '../follows/reading.ts'
import { canSeePending, type MediaRow, type StoredPhoto, uploadPhoto } from '../media/service.ts'
import { media } from '../media/table.ts'
import { openContent } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import { readRange } from './range.ts'

/** How long a browser may keep a draft's picture, milliseconds. */
const DRAFTED = 60_000

export type Env = { Variables: { ctx: Ctx } }

const upTo = bodyLimit({
  maxSize: LIMITS.photoBytes,
  onError() {
    throw new AppError('media.too_large')
  },
})

/** Pictures in and out: what tRPC isn't made for. Who may not send one is told before its bytes are read. */
export const pictures = new Hono<Env>()
  .post('/uploads/photo', upTo, async (c) => {
    const handle = c.req.query('handle') ?? ''
    await requireWritable(c.var.ctx, handle, 'editor', 'publish')
    return c.json(await uploadPhoto(c.var.ctx, handle, new Uint8Array(await c.req.arrayBuffer())))
  })
  .post('/uploads/avatar', upTo, async (c) => {
    const handle = c.req.query('handle') ?? ''
    await requireWritable(c.var.ctx, handle, 'admin', 'profile')
    return c.json(await setAvatar(c.var.ctx, handle, new Uint8Array(await c.req.arrayBuffer())))
  })
  .get('/media/:id/:width{[0-9]{1,5}}', async (c) => {
    const { ctx } = c.var
    const found = await findPhoto(ctx, c.req.param('id'))
    const rendition = found?.photo.renditions.find(({ width }) => width === Number(c.req.param('width')))
    if (!found || !rendition) throw new AppError('media.not_found')
    const asked = c.req.header('range')
    const size = asked ? ((await ctx.storage.size(rendition.object)) ?? 0) : 0
    const range = readRange(asked, size)
    const key = Buffer.from(rendition.key, 'base64')
    const stream = await streamDecrypted(ctx.storage, rendition.object, key, range ?? undefined)
    if (!stream) throw new AppError('media.not_found')
    const left = Math.max(0, Math.floor((found.expiresAt - ctx.now()) / 1000))
    const shared = found.shared ? 'public' : 'private'
    const headers = { ...picture(`${shared}, max-age=${left}`), 'accept-ranges': 'bytes' }
    if (!range) return c.body(stream, 200, headers)
    return c.body(stream, 206, { ...headers, 'content-range': `bytes ${range.start}-${range.end}/${size}` })
  })
  .get('/avatars/:name{[0-9a-z]{31}}', async (c) => {
    const size = c.req.query('size') === '320' ? 320 : 96
    const { ctx } = c.var
    const name = c.req.param('name')
    const channel = await ctx.db.read.select().from(channels).where(eq(channels.avatar, name)).get()
    const stream = channel && (await ctx.storage.stream(avatarObject(name, size)))
    if (!stream) throw new AppError('media.not_found')
    return c.body(stream, 200, picture('public, max-age=86400'))
  })

/** A picture that a browser shows and never runs, whatever is in it. */
function picture(cacheControl: string) {
  return {
    'cache-control': cacheControl,
    'content-type': 'image/webp',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
  }
}

/** A photo of a live post that whoever asks may read; of a draft, or an upload that waits, for the team at work on it. */
async function findPhoto(
  ctx: Ctx,
  id: string,
): Promise<{ photo: StoredPhoto; expiresAt: number; shared: boolean } | null> {
  if (!MediaId.safeParse(id).success) return null
  const row = await ctx.db.read.select().from(media).where(eq(media.id, id)).get()
  if (!row || row.expiresAt <= ctx.now()) return null
  if (!row.postId) return findPending(ctx, row)
  return row.postId.startsWith('dft_') ? findDrafted(ctx, row, row.postId) : findPublished(ctx, row, row.postId)
}

async function findPending(ctx: Ctx, row: MediaRow) {
  if (!row.sealed || !(await canSeePending(ctx, row))) return null
  const photo = (await unseal(ctx.keys, row, row.sealed)) as StoredPhoto | null
  return photo && { photo, expiresAt: row.expiresAt, shared: false }
}

async function findDrafted(ctx: Ctx, row: MediaRow, draftId: string) {
  const content = await openDraft(ctx, row.channelId, draftId)
  if (content?.kind !== 'photo' || content.photo.mediaId !== row.id) return null
  return { photo: content.photo, expiresAt: ctx.now() + DRAFTED, shared: false }
}

async function findPublished(ctx: Ctx, row: MediaRow, postId: string) {
  const found = await ctx.db.read
    .select({ post: posts, channel: channels })
    .from(posts)
    .innerJoin(channels, eq(channels.id, posts.channelId))
    .where(eq(posts.id, postId))
    .get()
  if (!found || found.post.expiresAt <= ctx.now() || !(await canRead(ctx, found.channel))) return null
  const content = await openContent(ctx, found.post)
  if (content?.kind !== 'photo' || content.photo.mediaId !== row.id) return null
  return { photo: content.photo, expiresAt: found.post.expiresAt, shared: found.channel.access === 'open' }
}
