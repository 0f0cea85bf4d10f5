import type { LiveEvent, Post, Updates } from '@carillon/contract'
import { excerptOf } from '@carillon/contract/reading'
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
  const lastPost = {
    id: post.id,
    kind: post.content.kind,
    excerpt: excerptOf(post.content),
    expiresAt: post.expiresAt,
  }
  for await (const cursor of transaction.objectStore('answers')) {
    const { question, data, postIds } = cursor.value
    const channels = (data as Partial<Updates>).channels ?? []
    const isOf = channels.some(({ handle }) => handle === post.handle) || question === `posts.list ${post.handle}`
    if (!isOf) continue
    const known = postIds.includes(post.id)
    const heads = channels.map((one) =>
      one.handle === post.handle && (isNew || one.lastPost?.id === post.id) ? { ...one, lastPost } : one,
    )
    await cursor.update({
      ...cursor.value,
      data: channels.length > 0 ? { ...data, channels: heads } : data,
      postIds: isNew && !known ? [post.id, ...postIds].slice(0, PAGE) : postIds,
    })
    isHeld ||= isNew
  }
  if (isHeld) await posts.put({ ...rowOf(post), post })
  await transaction.done
}
