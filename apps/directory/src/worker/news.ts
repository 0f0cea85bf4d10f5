import type { LiveEvent, Post, Updates } from '@carillon/contract'
import { withEdited, withNewest } from '../updates/followed.ts'
import { rowOf } from './answers.ts'
import { openKept } from './kept.ts'
import { erasePosts } from './purge.ts'

/** Posts of a list that are kept. */
const PAGE = 20

/** Keeps what is kept as it is at the server by now. */
export async function takeNews(event: LiveEvent): Promise<void> {
  if (event.type === 'gone') await erasePosts([event.postId])
  if (event.type === 'published' || event.type === 'edited') await takePost(event.post, event.type === 'published')
}

async function takePost(post: Post, isNew: boolean): Promise<void> {
  const transaction = (await openKept()).transaction(['posts', 'answers'], 'readwrite')
  const posts = transaction.objectStore('posts')
  let isHeld = (await posts.get(post.id)) !== undefined
  for await (const cursor of transaction.objectStore('answers')) {
    const { question, data, postIds } = cursor.value
    const { channels } = data as Partial<Updates>
    const isFollowed = channels?.some(({ handle }) => handle === post.handle)
    if (!isFollowed && question !== `posts.list ${post.handle}`) continue
    const change = isNew ? withNewest : withEdited
    await cursor.update({
      ...cursor.value,
      data: channels ? { ...data, channels: change(channels, post, navigator.languages) } : data,
      postIds: isNew && !postIds.includes(post.id) ? [post.id, ...postIds].slice(0, PAGE) : postIds,
    })
    isHeld ||= isNew
  }
  if (isHeld) await posts.put({ ...rowOf(post), post })
  await transaction.done
}
