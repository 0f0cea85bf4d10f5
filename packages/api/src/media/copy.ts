import { DAY } from '@carillon/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { type Core, transact } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { putEncrypted, streamDecrypted } from '../core/objects.ts'
import { isPhoto, type StoredFile, type StoredMedia, type StoredPhoto } from './stored.ts'
import { media } from './table.ts'

/** A copy that no post takes is cleared away as an upload is. */
const PENDING = DAY

/** `from` is the place of its first byte in the file that it is a part of. */
type Place = { object: string; key: string }
type Copying = { source: Place; target: Place; from: number }

/**
 * The same file once more, for a post of its own: other objects under other keys, so that either can go without the
 * other. It waits, as an upload does, for the post whose content holds its keys. An object at a time is in memory.
 */
export async function copyMedia<Kind extends StoredMedia>(ctx: Core, channelId: string, stored: Kind): Promise<Kind> {
  const mediaId = ctx.newId('med')
  const { copy, objects } = isPhoto(stored) ? renewPhoto(ctx, stored) : renewFile(ctx, stored)
  const names = objects.map(({ target }) => target.object)
  const row = { id: mediaId, channelId, objects: names, expiresAt: ctx.now() + PENDING }
  await transact(ctx, (tx) => tx.insert(media).values({ ...row, state: 'storing' }))
  const storing = and(eq(media.id, mediaId), eq(media.state, 'storing'))
  let bytes = 0
  try {
    for (const copying of objects) bytes += await copyObject(ctx, copying)
  } catch (error) {
    await transact(ctx, (tx) => tx.update(media).set({ state: 'orphaned' }).where(storing))
    throw error
  }
  await transact(ctx, (tx) => tx.update(media).set({ state: 'pending', bytes }).where(storing))
  return { ...(copy as Kind), mediaId }
}

/** The objects get other names and keys; all else is as it was. */
function renewPhoto(ctx: Core, stored: StoredPhoto): { copy: StoredPhoto; objects: Copying[] } {
  const objects = stored.renditions.map((source) => ({ source, target: newPlace(ctx), from: 0 }))
  const renditions = stored.renditions.map(({ width }, at) => ({ width, ...objects[at]!.target }))
  return { copy: { ...stored, renditions }, objects }
}

function renewFile(ctx: Core, stored: StoredFile): { copy: StoredFile; objects: Copying[] } {
  const { key } = newPlace(ctx)
  const objects = stored.parts.map((object, at) => {
    const target = { object: newPlace(ctx).object, key }
    return { source: { object, key: stored.key }, target, from: at * stored.partSize }
  })
  return { copy: { ...stored, key, parts: objects.map(({ target }) => target.object) }, objects }
}

function newPlace(ctx: Core): Place {
  return { object: `media/${ctx.newToken()}`, key: Buffer.from(ctx.random(32)).toString('base64') }
}

async function copyObject({ storage }: Core, { source, target, from }: Copying): Promise<number> {
  const key = ({ key: text }: Place) => Buffer.from(text, 'base64')
  const stream = await streamDecrypted(storage, source.object, key(source), undefined, from)
  // Whatever showed it went in this moment.
  if (!stream) throw new AppError('media.not_found')
  const bytes = await new Response(stream).bytes()
  await putEncrypted(storage, target.object, key(target), bytes, from)
  return bytes.length
}

/** Copies that no post took after all. */
export async function dropCopies(ctx: Core, mediaIds: string[]): Promise<void> {
  const waiting = and(inArray(media.id, mediaIds), eq(media.state, 'pending'))
  await ctx.db.transaction((tx) => tx.update(media).set({ state: 'orphaned' }).where(waiting))
}
