import { DAY, LIMITS, type UploadedFile, UploadKind } from '@carillon/contract'
import { and, eq, gt } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { hasRole, requireWritable } from '../channels/authority.ts'
import { channels } from '../channels/table.ts'
import { type Core, type Ctx, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { seal, unseal } from '../core/seal.ts'
import { storeFile, storePhoto } from './keep.ts'
import { requireRoom } from './quota.ts'
import { openRow, type MediaRow } from './service.ts'
import { toUpload } from './stored.ts'
import { media } from './table.ts'

/** What the row of an upload holds while it grows: what it is for, and who alone may go on with it. */
type Begun = { kind: UploadKind; by: string }

const LARGEST = {
  photo: [LIMITS.photoBytes, 'media.too_large'],
  video: [LIMITS.videoBytes, 'media.video_too_large'],
  voice: [LIMITS.voiceBytes, 'media.voice_too_large'],
  document: [LIMITS.documentBytes, 'media.document_too_large'],
  archive: [LIMITS.archiveBytes, 'archives.too_large'],
} as const

/** Makes room for an upload whose first byte is still to come; answers its id, that of the file it will be. */
export async function beginUpload(ctx: Ctx, wish: { handle: string; kind: string; size: number }): Promise<string> {
  ctx.limiter.take('upload', ctx.addressPrefix)
  const channel = await requireWritable(ctx, wish.handle, 'editor', 'publish')
  const kind = UploadKind.safeParse(wish.kind).data
  if (!kind || !Number.isSafeInteger(wish.size) || wish.size < 1) throw new AppError('uploads.no_size')
  const [largest, refusal] = LARGEST[kind]
  if (wish.size > largest) throw new AppError(refusal)
  const id = ctx.newId('med')
  const expiresAt = ctx.now() + DAY
  const begun: Begun = { kind, by: actorOf(ctx) }
  const sealed = await seal(ctx, { id, expiresAt }, begun)
  await transact(ctx, async (tx) => {
    await requireRoom(ctx, tx, channel.id, wish.size)
    const uploading = and(eq(media.channelId, channel.id), eq(media.state, 'uploading'), gt(media.expiresAt, ctx.now()))
    if ((await tx.$count(media, uploading)) >= LIMITS.unfinishedUploads) throw new AppError('uploads.too_many')
    const row = { id, channelId: channel.id, objects: [], bytes: wish.size, sealed, expiresAt }
    await tx.insert(media).values({ ...row, state: 'uploading' })
  })
  return id
}

/** The upload that whoever asks began, and may still go on with. To everybody else there is none. */
export async function openUpload(ctx: Ctx, id: string): Promise<{ row: MediaRow; begun: Begun }> {
  if (ctx.actor.kind === 'nobody') throw new AppError('accounts.signed_out')
  const found = await ctx.db.read
    .select({ row: media, archived: channels.archived })
    .from(media)
    .innerJoin(channels, eq(channels.id, media.channelId))
    .where(and(eq(media.id, id), eq(media.state, 'uploading')))
    .get()
  const begun = found?.row.sealed && ((await unseal(ctx.keys, found.row, found.row.sealed)) as Begun | null)
  if (!found || !begun || begun.by !== actorOf(ctx) || found.row.expiresAt <= ctx.now()) throw notFound()
  if (!(await hasRole(ctx, found.row.channelId, 'editor', 'publish'))) throw notFound()
  if (found.archived) throw new AppError('channels.archived')
  return { row: found.row, begun }
}

/** Forgets an upload that is not stored yet. */
export async function cancelUpload(ctx: Core, id: string): Promise<void> {
  const uploading = and(eq(media.id, id), eq(media.state, 'uploading'))
  const gone = await transact(ctx, (tx) => tx.delete(media).where(uploading).returning({ id: media.id }))
  if (gone.length > 0) await ctx.uploads.scratch.forget(id)
}

/**
 * Makes of a whole upload what posts can show. Asked again, while it is at it or afterwards, it answers the same; what
 * was refused is gone and told once more.
 */
export async function finishUpload(ctx: Ctx, id: string): Promise<UploadedFile> {
  ctx.limiter.take('upload', ctx.addressPrefix)
  const finished = await finishedUpload(ctx, id)
  if (finished) return finished
  const by = actorOf(ctx)
  const refused = ctx.uploads.refusalOf(id, by)
  if (refused) throw new AppError(refused)
  const running = ctx.uploads.running.get(id)
  if (running) return running.by === by ? running.result : Promise.reject(notFound())
  const { row, begun } = await openUpload(ctx, id)
  // Another request may have begun while this one looked.
  const other = ctx.uploads.running.get(id)
  if (other) return other.result
  const result = finish(ctx, row, begun).finally(() => ctx.uploads.running.delete(id))
  ctx.uploads.running.set(id, { by, result })
  return result
}

/** Whether a whole upload was made into what posts show, and whoever asks may use it. */
export async function isStored(ctx: Ctx, id: string): Promise<boolean> {
  return (await finishedUpload(ctx, id)) !== null
}

async function finishedUpload(ctx: Ctx, id: string): Promise<UploadedFile | null> {
  const row = await ctx.db.read
    .select()
    .from(media)
    .where(and(eq(media.id, id), eq(media.state, 'pending')))
    .get()
  if (!row || row.expiresAt <= ctx.now() || !(await hasRole(ctx, row.channelId, 'editor', 'publish'))) return null
  const stored = await openRow(ctx, row)
  return stored && toUpload(stored)
}

async function finish(ctx: Core, row: MediaRow, { kind, by }: Begun): Promise<UploadedFile> {
  // What archives hold is taken out of them one by one.
  if (kind === 'archive') throw new AppError('media.other_kind')
  const { scratch } = ctx.uploads
  if ((await scratch.sizeOf(row.id)) !== row.bytes) throw new AppError('uploads.unfinished')
  try {
    const stored = await (kind === 'photo'
      ? storePhoto(ctx, row.channelId, await readFile(scratch.pathOf(row.id)), { begun: row })
      : storeFile(ctx, row, kind))
    await scratch.forget(row.id)
    return toUpload(stored)
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('server.')) throw error
    ctx.uploads.refuse(row.id, by, error.code)
    await cancelUpload(ctx, row.id)
    throw error
  }
}

function actorOf({ actor }: Ctx): string {
  return actor.kind === 'nobody' ? '' : actor.id
}

const notFound = () => new AppError('uploads.not_found')
