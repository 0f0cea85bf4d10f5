import type { Post, PostContent, ReadContent } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import type { Core } from '../core/context.ts'
import { unseal } from '../core/seal.ts'
import type { Tx } from '../core/database.ts'
import { attachMedia, openPending, orphanMedia, type StoredPhoto, toUpload } from '../media/service.ts'
import type { posts } from './table.ts'

export type PostRow = typeof posts.$inferSelect

/** What is sealed: what a reader gets, with the media's objects and keys in place of their public description. */
export type SealedContent =
  { kind: 'text'; text: string } | { kind: 'photo'; text: string; alt: string; photo: StoredPhoto }

/** From what an admin sent to what is stored. `previous` is what an edited post holds so far: its photo may stay. */
export async function toSealed(
  ctx: Core,
  channelId: string,
  content: PostContent,
  previous: SealedContent | null = null,
): Promise<SealedContent> {
  if (content.kind === 'text') return content
  const { mediaId, alt } = content.photo
  const kept = previous?.kind === 'photo' && previous.photo.mediaId === mediaId ? previous.photo : null
  return { kind: 'photo', text: content.text, alt, photo: kept ?? (await openPending(ctx, channelId, mediaId)) }
}

export function mediaOf(content: SealedContent): string[] {
  return content.kind === 'photo' ? [content.photo.mediaId] : []
}

/** What another version shows no more is to go, what it shows anew is taken. */
export async function replaceMedia(
  tx: Tx,
  holder: { id: string; channelId: string; expiresAt: number },
  before: SealedContent | null,
  after: SealedContent,
): Promise<void> {
  const kept = before ? mediaOf(before).filter((id) => mediaOf(after).includes(id)) : []
  await orphanMedia(tx, [holder.id], kept)
  for (const mediaId of mediaOf(after)) {
    if (!kept.includes(mediaId)) await attachMedia(tx, holder.channelId, mediaId, holder)
  }
}

export async function openContent(
  ctx: Core,
  row: { id: string; expiresAt: number | null; content: Uint8Array },
): Promise<SealedContent | null> {
  return (await unseal(ctx.keys, row, row.content)) as SealedContent | null
}

export function toRead(sealed: SealedContent | null): ReadContent {
  if (!sealed) return { kind: 'opaque' }
  if (sealed.kind === 'text') return sealed
  return { kind: 'photo', text: sealed.text, photo: { ...toUpload(sealed.photo), alt: sealed.alt } }
}

export async function toPost(ctx: Core, channel: Pick<ChannelRow, 'handle'>, row: PostRow): Promise<Post> {
  return describe(channel, row, await openContent(ctx, row))
}

/** The same, of a post whose content is at hand. */
export function describe(channel: Pick<ChannelRow, 'handle'>, row: PostRow, sealed: SealedContent | null): Post {
  const { id, silent, publishedAt, editedAt, expiresAt, pinnedAt } = row
  const content = toRead(sealed)
  return { id, handle: channel.handle, content, silent, pinned: pinnedAt !== null, publishedAt, editedAt, expiresAt }
}
