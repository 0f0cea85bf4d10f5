import type { Core } from '../core/context.ts'
import { fetchPhoto } from '../media/outside.ts'
import type { SealedContent } from '../posts/sealed.ts'
import { composeItem } from './compose.ts'
import type { FeedItem } from './feed.ts'

/** What an item says as a post; `null` when that is nothing. A picture that can't be had is left out. */
export async function toContent(
  ctx: Core,
  channelId: string,
  item: FeedItem,
  base: string,
): Promise<SealedContent | null> {
  const { caption, text, picture } = composeItem(item, base)
  const photo = picture && (await fetchPhoto(ctx, channelId, picture.url))
  if (photo) return { kind: 'photo', text: caption, alt: picture.alt, photo }
  return text ? { kind: 'text', text } : null
}
