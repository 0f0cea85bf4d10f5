import {
  Archive,
  ARCHIVE_FILE,
  ArchivedPost,
  type ArchiveJob,
  type ArchiveNote,
  DAY,
  LIMITS,
  PostContent,
} from '@carillon/contract'
import { BlobReader, configure, type FileEntry, TextWriter, ZipReader } from '@zip.js/zip.js'
import { and, eq, gt, isNotNull } from 'drizzle-orm'
import { createWriteStream, openAsBlob } from 'node:fs'
import { Writable } from 'node:stream'
import { type ChannelRow, requireWritable } from '../channels/authority.ts'
import { type Ctx, sign, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { createIds } from '../core/ids.ts'
import { nextTurn } from '../core/turns.ts'
import { beginUpload, cancelUpload, finishUpload } from '../media/uploads.ts'
import { toSealed } from '../posts/sealing.ts'
import { insertPost, preparePost } from '../posts/insert.ts'
import { posts, publications } from '../posts/table.ts'
import { type Take, toSent } from './content.ts'

configure({ useWebWorkers: false })

/** Of what lists the posts, bytes unpacked. */
const MAX_MANIFEST = 256 * 1024 * 1024
/** Entries of a zip that are looked at without a pause. */
const ENTRIES = 20

type Report = NonNullable<ArchiveJob['report']>
type Outcome = 'created' | 'known' | Omit<ArchiveNote, 'post'>

/**
 * Publishes what an archive holds in a channel, silently and with the times that it had: nobody may read it for longer
 * than where it was published first. What was imported before is left alone.
 */
export async function importArchive(
  ctx: Ctx,
  channel: ChannelRow,
  path: string,
  onProgress: (done: number, of: number) => void,
): Promise<Report> {
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)), { checkSignature: true })
  try {
    const entries = await readEntries(zip)
    const archive = await readManifest(entries.get(ARCHIVE_FILE))
    const report: Report = { created: 0, known: 0, notes: [] }
    const idAt = idsInOrder(ctx)
    for (const [at, entry] of archive.posts.entries()) {
      onProgress(at, archive.posts.length)
      // It takes its time: whoever began it may be of the team no more, or the channel be closed.
      await requireWritable(ctx, channel.handle, 'admin', 'publish')
      const outcome = await importPost(ctx, channel, entry, { entries, idAt })
      if (typeof outcome === 'string') report[outcome] += 1
      else if (report.notes.length < LIMITS.importNotes) report.notes.push({ post: at + 1, ...outcome })
    }
    onProgress(archive.posts.length, archive.posts.length)
    return report
  } finally {
    await zip.close()
  }
}

/** Ids of their time, so that posts of one millisecond keep their order. */
function idsInOrder({ random }: Ctx): (instant: number) => string {
  let time = 0
  const newId = createIds(() => time, random)
  return (instant) => {
    time = instant
    return newId('pst')
  }
}

/** What a zip lists takes time and memory by the entry, whatever is in it. */
async function readEntries(zip: ZipReader<unknown>): Promise<Map<string, FileEntry>> {
  const entries = new Map<string, FileEntry>()
  let seen = 0
  let of = 0
  const listed = zip.getEntriesGenerator({ onprogress: async (_, total) => void (of = total) })
  try {
    for await (const entry of listed) {
      if (of > LIMITS.archiveFiles) throw new AppError('archives.too_large')
      if (!entry.directory && !entry.encrypted) entries.set(entry.filename, entry)
      seen += 1
      if (seen % ENTRIES === 0) await nextTurn()
    }
    return entries
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('archives.unreadable')
  }
}

async function readManifest(entry: FileEntry | undefined): Promise<Archive> {
  if (!entry || entry.uncompressedSize > MAX_MANIFEST) throw new AppError('archives.unreadable')
  try {
    return Archive.parse(JSON.parse(await entry.getData(new TextWriter())))
  } catch {
    throw new AppError('archives.unreadable')
  }
}

async function importPost(
  ctx: Ctx,
  channel: ChannelRow,
  entry: unknown,
  { entries, idAt }: { entries: Map<string, FileEntry>; idAt: (instant: number) => string },
): Promise<Outcome> {
  const parsed = ArchivedPost.safeParse(entry)
  if (!parsed.success) return { code: 'unreadable', detail: parsed.error.issues[0]?.path.join('.') ?? '' }
  const post = parsed.data
  const { publishedAt, expiresAt: endsBy } = post
  if (Math.max(publishedAt, post.editedAt ?? 0) > ctx.now()) return { code: 'future', detail: '' }
  if (Math.min(endsBy, publishedAt + channel.retentionDays * DAY) <= ctx.now()) return { code: 'past', detail: '' }
  const key = `archive:${post.id}`
  const same = and(eq(publications.channelId, channel.id), eq(publications.key, key))
  if ((await ctx.db.read.$count(publications, same)) > 0) return 'known'
  try {
    const sent = PostContent.safeParse(await toSent(post.content, taker(ctx, channel, entries)))
    if (!sent.success) return { code: 'unreadable', detail: sent.error.issues[0]?.path.join('.') ?? '' }
    const sealed = await toSealed(ctx, channel.id, sent.data)
    const id = idAt(publishedAt)
    const prepared = await preparePost(ctx, channel, sealed, true, { id, publishedAt, endsBy })
    prepared.row.editedAt = post.editedAt
    await transact(ctx, async (tx) => {
      const pinned = and(eq(posts.channelId, channel.id), isNotNull(posts.pinnedAt), gt(posts.expiresAt, ctx.now()))
      if (post.pinned && (await tx.$count(posts, pinned)) < LIMITS.pins) prepared.row.pinnedAt = ctx.now()
      await insertPost(ctx, tx, prepared)
      const publication = { requestHash: sign(ctx, 'publication', key), postId: id }
      await tx.insert(publications).values({ channelId: channel.id, key, ...publication })
    })
    return 'created'
  } catch (error) {
    return noteOf(error)
  }
}

/** What keeps one post out; what would keep out all that follow ends the import. */
function noteOf(error: unknown): Outcome {
  if (error instanceof MissingFile) return { code: 'file_missing', detail: error.message }
  if (!(error instanceof AppError) || error.code === 'media.quota' || error.code.startsWith('server.')) throw error
  if (error.code === 'stickers.not_found') return { code: 'sticker_missing', detail: '' }
  return { code: 'refused', detail: error.code }
}

/** Names a file that the archive lacks. */
class MissingFile extends Error {}

/** Every file goes the way that uploads go: what an archive says of it counts for nothing. */
function taker(ctx: Ctx, { handle }: ChannelRow, entries: Map<string, FileEntry>): Take {
  return async (file, kind) => {
    const entry = entries.get(file)
    if (!entry) throw new MissingFile(file)
    const id = await beginUpload(ctx, { handle, kind, size: entry.uncompressedSize })
    try {
      const output = createWriteStream(ctx.uploads.scratch.pathOf(id))
      await entry.getData(Writable.toWeb(output) as WritableStream<Uint8Array>)
      return (await finishUpload(ctx, id)).mediaId
    } catch (error) {
      await cancelUpload(ctx, id)
      if (error instanceof AppError) throw error
      throw isDiskFull(error) ? error : new AppError('media.unreadable')
    }
  }
}

const isDiskFull = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC'
