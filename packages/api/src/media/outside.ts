import { LIMITS } from '@carillon/contract'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { OutsideError } from '../core/outside.ts'
import { storePhoto } from './keep.ts'
import { requireRoom } from './quota.ts'
import type { StoredPhoto } from './stored.ts'

const PICTURE = { maxBytes: LIMITS.photoBytes, timeout: 15_000, redirects: 3 }
/** Some servers don't know what they have. */
const PICTURE_TYPES = /^image\/|^application\/octet-stream/i

/** A picture from somebody else's server, stored as an upload that waits; `null` when it can't be had. */
export async function fetchPhoto(
  ctx: Core,
  channelId: string,
  url: string,
  widths?: number[],
): Promise<StoredPhoto | null> {
  try {
    const { status, headers, body } = await ctx.outside.request(url, { ...PICTURE, headers: { accept: 'image/*' } })
    if (status !== 200 || !PICTURE_TYPES.test(headers['content-type'] ?? 'image/')) return null
    await requireRoom(ctx, ctx.db.read, channelId, body.length)
    return await storePhoto(ctx, channelId, body, widths ? { widths } : {})
  } catch (error) {
    if (error instanceof OutsideError || (error instanceof AppError && error.code.startsWith('media.'))) return null
    throw error
  }
}
