import { LIMITS } from '@carillon/contract'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { OutsideError } from '../core/outside.ts'
import { storePhoto } from '../media/keep.ts'
import type { StoredPhoto } from '../media/stored.ts'
import type { SealedContent } from '../posts/sealed.ts'
import { composeItem } from './compose.ts'
import type { FeedItem } from './feed.ts'

const PICTURE = { maxBytes: LIMITS.photoBytes, timeout: 15_000, redirects: 3 }
/** Some servers don't know what they have. */
const PICTURE_TYPE = /^image\/|^application\/octet-stream/i

/** What an item says as a post; `null` when that is nothing. A picture that can't be had is left out. */
export async function toContent(
  ctx: Core,
  channelId: string,
  item: FeedItem,
  base: string,
): Promise<SealedContent | null> {
  const { caption, text, picture } = composeItem(item, base)
  const photo = picture && (await fetchPicture(ctx, channelId, picture.url))
  if (photo) return { kind: 'photo', text: caption, alt: picture.alt, photo }
  return text ? { kind: 'text', text } : null
}

async function fetchPicture(ctx: Core, channelId: string, url: string): Promise<StoredPhoto | null> {
  try {
    const { status, headers, body } = await ctx.outside.request(url, { ...PICTURE, headers: { accept: 'image/*' } })
    if (status !== 200 || !PICTURE_TYPE.test(headers['content-type'] ?? 'image/')) return null
    return await storePhoto(ctx, channelId, body)
  } catch (error) {
    if (error instanceof OutsideError || (error instanceof AppError && error.code.startsWith('media.'))) return null
    throw error
  }
}
