import type { Core } from '../core/context.ts'
import { copyMedia, dropCopies } from '../media/copy.ts'
import { eraseOrphans } from '../media/service.ts'
import { mediaOf, type SealedContent, type SealedItem } from './sealed.ts'

/** The same content for another post: whatever it shows is copied, and waits for that post as uploads do. */
export async function copyContent(ctx: Core, channelId: string, content: SealedContent): Promise<SealedContent> {
  const made: string[] = []
  const copy: typeof copyMedia = async (core, channel, stored) => {
    const copied = await copyMedia(core, channel, stored)
    made.push(copied.mediaId)
    return copied
  }
  const copyItem = async (item: SealedItem): Promise<SealedItem> => {
    if (item.kind === 'photo') return { ...item, photo: await copy(ctx, channelId, item.photo) }
    const video = await copy(ctx, channelId, item.video)
    return { ...item, video, poster: await copy(ctx, channelId, item.poster) }
  }
  try {
    switch (content.kind) {
      case 'photo':
      case 'video':
        return { ...content, ...(await copyItem(content)) }
      case 'album': {
        const items: SealedItem[] = []
        for (const item of content.items) items.push(await copyItem(item))
        return { ...content, items }
      }
      case 'voice':
        return { ...content, voice: await copy(ctx, channelId, content.voice) }
      case 'document':
        return { ...content, document: await copy(ctx, channelId, content.document) }
      case 'text': {
        const { link } = content
        if (!link?.picture) return content
        return { ...content, link: { ...link, picture: await copy(ctx, channelId, link.picture) } }
      }
      default:
        return content
    }
  } catch (error) {
    await dropCopies(ctx, made)
    throw error
  }
}

/** Whatever of a copy no post took after all. */
export async function discardCopy(ctx: Core, content: SealedContent): Promise<void> {
  const copies = mediaOf(content)
  if (copies.length === 0) return
  await dropCopies(ctx, copies)
  await eraseOrphans(ctx)
}
