import type { Post, PublishPost } from '@carillon/contract'
import { and, eq, gt } from 'drizzle-orm'
import { type ChannelRow, requireWritable } from '../channels/authority.ts'
import { type Ctx, sign, transact } from '../core/context.ts'
import type { Drizzle } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { describe, type PostRow, toPost, toSealed } from './content.ts'
import { insertPost, preparePost } from './insert.ts'
import { posts, publications } from './table.ts'

export async function publishPost(ctx: Ctx, input: PublishPost): Promise<Post> {
  const published = ctx.metrics.publish()
  const channel = await requireWritable(ctx, input.handle, 'editor', 'publish')
  const post = input.idempotencyKey
    ? await toPost(ctx, channel, await publishOnce(ctx, channel, input, input.idempotencyKey))
    : await publishNew(ctx, channel, input)
  published()
  return post
}

async function prepare(ctx: Ctx, channel: ChannelRow, { content, silent }: PublishPost) {
  return preparePost(ctx, channel, await toSealed(ctx, channel.id, content), silent)
}

async function publishNew(ctx: Ctx, channel: ChannelRow, input: PublishPost): Promise<Post> {
  const prepared = await prepare(ctx, channel, input)
  await transact(ctx, (tx) => insertPost(ctx, tx, prepared))
  return describe(channel, prepared.row, prepared.content)
}

/** However often it is sent, at once or after a restart: one post, which every call gets. */
async function publishOnce(ctx: Ctx, channel: ChannelRow, input: PublishPost, key: string): Promise<PostRow> {
  const requestHash = sign(ctx, 'publication', JSON.stringify([input.content, input.silent]))
  const find = (db: Pick<Drizzle, 'select'>) => findPublication(ctx, db, channel.id, key, requestHash)
  const known = await find(ctx.db.read)
  if (known) return known
  const prepared = await prepare(ctx, channel, input).catch(async (error: unknown) => {
    // Its twin may have taken the upload a moment ago.
    const twin = await find(ctx.db.read)
    if (twin) return twin
    throw error
  })
  if (!('row' in prepared)) return prepared
  return transact(ctx, async (tx) => {
    const twin = await find(tx)
    if (twin) return twin
    await insertPost(ctx, tx, prepared)
    const publication = { requestHash, postId: prepared.row.id }
    await tx
      .insert(publications)
      .values({ channelId: channel.id, key, ...publication })
      // The post of long ago is past its time, and only not erased yet.
      .onConflictDoUpdate({ target: [publications.channelId, publications.key], set: publication })
    return prepared.row
  })
}

async function findPublication(
  ctx: Ctx,
  db: Pick<Drizzle, 'select'>,
  channelId: string,
  key: string,
  requestHash: string,
): Promise<PostRow | null> {
  const found = await db
    .select({ post: posts, requestHash: publications.requestHash })
    .from(publications)
    .innerJoin(posts, eq(posts.id, publications.postId))
    .where(and(eq(publications.channelId, channelId), eq(publications.key, key), gt(posts.expiresAt, ctx.now())))
    .get()
  if (!found) return null
  if (found.requestHash !== requestHash) throw new AppError('posts.key_reused')
  return found.post
}
