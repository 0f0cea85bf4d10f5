import type { Updates } from '@carillon/contract'
import { serverNow } from './clock.ts'
import { openKept } from './kept.ts'
import { dropPictures } from './pictures.ts'

/** Erases what is past its time, with its pictures. */
export async function purge(): Promise<void> {
  const now = await serverNow()
  const kept = await openKept()
  const over = await kept.getAllFromIndex('posts', 'expiresAt', IDBKeyRange.upperBound(now))
  await erase(over.map(({ id }) => id))
  await forgetExcerpts((post) => post.expiresAt <= now)
}

/** Erases posts that were deleted. */
export async function erasePosts(postIds: string[]): Promise<void> {
  await erase(postIds)
  await forgetExcerpts((post) => postIds.includes(post.id))
}

/** Erases posts that no answer holds any more. */
export async function eraseLoose(): Promise<void> {
  const kept = await openKept()
  const held = new Set((await kept.getAll('answers')).flatMap(({ postIds }) => postIds))
  await erase((await kept.getAllKeys('posts')).filter((id) => !held.has(id)))
}

async function erase(postIds: string[]): Promise<void> {
  if (postIds.length === 0) return
  const transaction = (await openKept()).transaction('posts', 'readwrite')
  const posts = await Promise.all(postIds.map((id) => transaction.store.get(id)))
  await Promise.all([...postIds.map((id) => transaction.store.delete(id)), transaction.done])
  await dropPictures(posts.flatMap((post) => post?.media ?? []))
}

type Excerpt = NonNullable<Updates['channels'][number]['lastPost']>

/** The list of followed channels shows the beginning of each one's newest post. */
async function forgetExcerpts(isOver: (post: Excerpt) => boolean): Promise<void> {
  const transaction = (await openKept()).transaction('answers', 'readwrite')
  for await (const cursor of transaction.store) {
    const { channels } = cursor.value.data as Partial<Updates>
    if (!channels?.some(({ lastPost }) => lastPost && isOver(lastPost))) continue
    const left = channels.map((one) => (one.lastPost && isOver(one.lastPost) ? { ...one, lastPost: null } : one))
    await cursor.update({ ...cursor.value, data: { ...cursor.value.data, channels: left } })
  }
  await transaction.done
}
