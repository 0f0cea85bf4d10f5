import type { ArchivedPost, ArchiveSize } from '@carillon/contract'
import { ARCHIVE_FILE } from '@carillon/contract'
import { configure, ZipWriter } from '@zip.js/zip.js'
import { and, asc, eq, gt, lte, sql, sum } from 'drizzle-orm'
import { Readable } from 'node:stream'
import { type ChannelRow, requireRole } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import { streamDecrypted } from '../core/objects.ts'
import { streamParts } from '../core/parts.ts'
import { nextTurn } from '../core/turns.ts'
import { isPhoto, type StoredMedia } from '../media/stored.ts'
import { media } from '../media/table.ts'
import { openContent } from '../posts/content.ts'
import { mediaIn } from '../posts/sealed.ts'
import { posts } from '../posts/table.ts'
import { streamSticker } from '../stickers/pictures.ts'
import { fileOf, stickerFile, toArchived } from './content.ts'

configure({ useWebWorkers: false })

/** Posts that are read at once. */
const PAGE = 100
/** From here on a zip has to be of the larger kind, which the oldest programs don't read. */
const LARGE = 3 * 1024 ** 3

/** What an export would hold. */
export async function measureArchive(ctx: Ctx, handle: string): Promise<ArchiveSize> {
  return measure(ctx, await requireRole(ctx, handle, 'editor', 'read'))
}

async function measure(ctx: Core, { id }: ChannelRow): Promise<ArchiveSize> {
  const live = and(eq(posts.channelId, id), gt(posts.expiresAt, ctx.now()))
  const [files] = await ctx.db.read
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .innerJoin(posts, eq(posts.id, media.postId))
    .where(live)
  return { posts: await ctx.db.read.$count(posts, live), bytes: Number(files?.bytes ?? 0) }
}

/** The channel's live posts with all that they show, as a zip that is written while it is read. */
export async function exportArchive(ctx: Ctx, channel: ChannelRow): Promise<ReadableStream<Uint8Array>> {
  const { bytes } = await measure(ctx, channel)
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const zip = new ZipWriter(writable, { level: 0, lastModDate: new Date(ctx.now()), zip64: bytes > LARGE })
  void writeArchive(ctx, channel, zip).catch((error: unknown) => writable.abort(error).catch(() => {}))
  return readable
}

/** The files first. What posts say comes last, and only of those that are live still: some read slowly. */
async function writeArchive(ctx: Ctx, channel: ChannelRow, zip: ZipWriter<unknown>): Promise<void> {
  const begun = ctx.now()
  const written = new Set<string>()
  async function add(name: string, open: () => Promise<ReadableStream<Uint8Array> | null>): Promise<void> {
    if (written.has(name)) return
    written.add(name)
    const stream = await open()
    if (stream) await zip.add(name, stream)
  }
  for await (const { sealed } of livePosts(ctx, channel.id, begun)) {
    for (const stored of mediaIn(sealed)) await add(fileOf(stored), () => openStored(ctx, stored))
    if (sealed.kind !== 'sticker') continue
    const { id } = sealed.sticker
    await add(stickerFile(id), () => streamSticker(ctx, id))
  }
  const manifest = Readable.toWeb(Readable.from(writeManifest(ctx, channel, begun))) as ReadableStream<string>
  await zip.add(ARCHIVE_FILE, manifest.pipeThrough(new TextEncoderStream()), { level: 6 })
  await zip.close()
}

/** As JSON, a post a line: all of it at once would be more than a server should hold, or write without a pause. */
async function* writeManifest(ctx: Ctx, channel: ChannelRow, begun: number): AsyncGenerator<string> {
  const { handle, name, description, language } = channel
  const about = { handle, name, description, language }
  const head = JSON.stringify({ format: 'carillon-channel', version: 1, exportedAt: begun, channel: about })
  yield `${head.slice(0, -1)},"posts":[`
  let between = '\n'
  for await (const { row, sealed } of livePosts(ctx, channel.id, begun)) {
    const { id, publishedAt, editedAt, expiresAt, pinnedAt } = row
    const content = toArchived(sealed)
    const post: ArchivedPost = { id, content, publishedAt, editedAt, expiresAt, pinned: pinnedAt !== null }
    yield between + JSON.stringify(post)
    between = ',\n'
  }
  yield '\n]}\n'
}

/** Oldest first, of those published before `begun`; what ends meanwhile is left out. */
async function* livePosts(ctx: Core, channelId: string, begun: number) {
  let last = { publishedAt: 0, id: '' }
  for (;;) {
    const rows = await ctx.db.read
      .select()
      .from(posts)
      .where(
        and(
          eq(posts.channelId, channelId),
          gt(posts.expiresAt, ctx.now()),
          lte(posts.publishedAt, begun),
          sql`(${posts.publishedAt}, ${posts.id}) > (${last.publishedAt}, ${last.id})`,
        ),
      )
      .orderBy(asc(posts.publishedAt), asc(posts.id))
      .limit(PAGE)
    for (const row of rows) {
      const sealed = row.expiresAt > ctx.now() ? await openContent(ctx, row) : null
      if (sealed) yield { row, sealed }
    }
    if (rows.length < PAGE) return
    last = rows.at(-1)!
    await nextTurn()
  }
}

/** Of a photo its largest picture. */
function openStored({ storage }: Core, stored: StoredMedia): Promise<ReadableStream<Uint8Array> | null> {
  if (!isPhoto(stored)) return streamParts(storage, stored, { start: 0, end: stored.size - 1 })
  const { object, key } = stored.renditions.at(-1)!
  return streamDecrypted(storage, object, Buffer.from(key, 'base64'))
}
