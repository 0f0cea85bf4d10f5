import type { Post } from '@carillon/contract'

/** Posts that one question may name. */
const MOST = 50

/** What to ask of posts: a question for each channel, and one more for every fifty posts of it. */
export function questionsOf(posts: Post[]): { handle: string; postIds: string[] }[] {
  const byHandle = Map.groupBy(posts, ({ handle }) => handle)
  return [...byHandle].flatMap(([handle, of]) => {
    const ids = of.map(({ id }) => id)
    return Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) => ({
      handle,
      postIds: ids.slice(at * MOST, (at + 1) * MOST),
    }))
  })
}
