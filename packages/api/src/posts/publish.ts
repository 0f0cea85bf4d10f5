import type { Post, PublishPost } from '@carillon/contract'
import { and, eq, gt } from 'drizzle-orm'
import { type ChannelRow, requirePublisher } from '../channels/authority.ts'
import { type Ctx, sign, transact } from '../core/context.ts'
import type { Drizzle } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { describe, type PostRow, toPost } from './content.ts'
import { toSealed } from './sealing.ts'
import { insertPost, type PreparedPost, preparePost } from './insert.ts'
import { posts, publications } from './table.ts'

export async function publishPost(ctx: Ctx, input: PublishPost): Promise<Post> {
  const published = ctx.metrics.publish()
  const channel = await requirePublisher(ctx, input.handle)
  const { content, silent } = input
  const prepare = async () => preparePost(ctx, channel, await toSealed(ctx, channel.id, content), silent)
  const post = await publishPrepared(ctx, channel, prepare, { key: input.idempotencyKey, request: [content, silent] })
  published()
  return post
}

/** The caller's own name for a publication, if they have one, and what they ask for by it. */
type Naming = { key: string | undefined; request: unknown }

export async function publishPrepared(
  ctx: Ctx,
  channel: ChannelRow,
  prepare: () => Promise<PreparedPost>,
  { key, request }: Naming,
): Promise<Post> {
  if (key) return toPost(ctx, channel, await publishOnce(ctx, channel, prepare, { key, request }))
  const prepared = await prepare()
  await transact(ctx, (tx) => insertPost(ctx, tx, prepared))
  return describe(channel, prepared.row, prepared.content)
}

/** However often it is sent, at once or after a restart: one post, which every call gets. */
async function publishOnce(
  ctx: Ctx,
  channel: ChannelRow,
  prepare: () => Promise<PreparedPost>,
  { key, request }: { key: string; request: unknown },
): Promise<PostRow> {
  const requestHash = sign(ctx, 'publication', JSON.stringify(request))
  const find = (db: Pick<Drizzle, 'select'>) => findPublication(ctx, db, channel.id, key, requestHash)
  const known = await find(ctx.db.read)
  if (known) return known
  const prepared = await prepare().catch(async (error: unknown) => {
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
