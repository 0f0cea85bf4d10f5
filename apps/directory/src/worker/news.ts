import type { LiveEvent, Post, Updates } from '@carillon/contract'
import { withEdited, withNewest } from '../updates/followed.ts'
import { rowOf } from './answers.ts'
import { openKept } from './kept.ts'
import { erasePost } from './purge.ts'
import { inTurn, putWords, UPDATES, wordsOf } from './words.ts'

/** Posts of a list that are kept. */
const PAGE = 20

/** Keeps what is kept as it is at the server by now. */
export function takeNews(event: LiveEvent): Promise<void> {
  return inTurn(async () => {
    if (event.type === 'gone') await erasePost(event.postId)
    if (event.type === 'published' || event.type === 'edited') await takePost(event.post, event.type === 'published')
  })
}

async function takePost(post: Post, isNew: boolean): Promise<void> {
  const kept = await openKept()
  const updates = await wordsOf<Updates>(UPDATES)
  const isFollowed = updates?.channels.some(({ handle }) => handle === post.handle)
  const held = [...(isFollowed ? [UPDATES] : []), `posts.list ${post.handle}`]
  const answers = (await Promise.all(held.map((question) => kept.get('answers', question)))).filter(
    (one) => one !== undefined,
  )
  const isHeld = (await kept.get('posts', post.id)) !== undefined || (isNew && answers.length > 0)
  if (isHeld) await kept.put('posts', rowOf(post))
  for (const answer of isNew ? answers : []) {
    const { postIds } = answer
    if (!postIds.includes(post.id))
      await kept.put('answers', { ...answer, postIds: [post.id, ...postIds].slice(0, PAGE) })
  }
  if (isHeld) await putWords(post.id, post)
  if (!updates || !isFollowed) return
  const change = isNew ? withNewest : withEdited
  await putWords(UPDATES, { ...updates, channels: change(updates.channels, post, navigator.languages) })
}
