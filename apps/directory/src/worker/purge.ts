import type { Updates } from '@carillon/contract'
import { serverNow } from './clock.ts'
import { openKept } from './kept.ts'
import { dropPictures } from './pictures.ts'
import { dropWords, inTurn, putWords, UPDATES, wordsOf } from './words.ts'

/** Erases what is past its time, with its pictures. */
export const purge = () => inTurn(erasePast)

/** The same, for whoever has the turn. */
export async function erasePast(): Promise<void> {
  const now = await serverNow()
  const over = await (await openKept()).getAllFromIndex('posts', 'expiresAt', IDBKeyRange.upperBound(now))
  await erase(over.map(({ id }) => id))
  await forgetExcerpts((post) => post.expiresAt <= now)
}

/** Erases a post that was deleted. */
export async function erasePost(postId: string): Promise<void> {
  await erase([postId])
  await forgetExcerpts(({ id }) => id === postId)
}

/** Erases posts that no answer holds any more. */
export async function eraseLoose(): Promise<void> {
  const kept = await openKept()
  const held = new Set((await kept.getAll('answers')).flatMap(({ postIds }) => postIds))
  await erase((await kept.getAllKeys('posts')).filter((id) => !held.has(id)))
}

async function erase(postIds: string[]): Promise<void> {
  if (postIds.length === 0) return
  const kept = await openKept()
  const rows = await Promise.all(postIds.map((id) => kept.get('posts', id)))
  await dropWords(postIds)
  await dropPictures(rows.flatMap((row) => row?.media ?? []))
  const transaction = kept.transaction('posts', 'readwrite')
  await Promise.all([...postIds.map((id) => transaction.store.delete(id)), transaction.done])
}

type Excerpt = NonNullable<Updates['channels'][number]['lastPost']>

/** The list of followed channels shows the beginning of each one's newest post. */
async function forgetExcerpts(isOver: (post: Excerpt) => boolean): Promise<void> {
  const updates = await wordsOf<Updates>(UPDATES)
  if (!updates?.channels.some(({ lastPost }) => lastPost && isOver(lastPost))) return
  const left = updates.channels.map((one) => (one.lastPost && isOver(one.lastPost) ? { ...one, lastPost: null } : one))
  await putWords(UPDATES, { ...updates, channels: left })
}
