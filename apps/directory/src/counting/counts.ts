import type { Post, Seen } from '@carillon/contract'

/** From the first that is noted to its sending, milliseconds: what is read meanwhile goes along. */
const GATHERING = 3_000
/** Entries of one kind that one call may hold, and links of one post whose clicks are counted. */
const MOST = 50

type Named = Pick<Post, 'id' | 'handle'>
export type Counts = Required<Pick<Seen, 'handle' | 'postIds' | 'clicked' | 'forwarded'>>
type Options = { send: (counts: Counts[]) => void; today: () => number }

/** Gathers what was seen and done on a page, by channel, and sends it a little later: each thing once a day. */
export function createCounts({ send, today }: Options) {
  const noted = new Set<string>()
  let waiting = new Map<string, Counts>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    const counts = [...waiting.values()]
    waiting = new Map()
    if (counts.length > 0) send(counts)
  }

  function note(what: string, { handle }: Named, add: (counts: Counts) => number): void {
    const once = `${today()} ${what}`
    if (noted.has(once)) return
    noted.add(once)
    if (waiting.size === 0) timer = setTimeout(flush, GATHERING)
    const counts = waiting.get(handle) ?? { handle, postIds: [], clicked: [], forwarded: [] }
    waiting.set(handle, counts)
    if (add(counts) === MOST) flush()
  }

  return {
    saw: (post: Named) => note(`saw ${post.id}`, post, ({ postIds }) => postIds.push(post.id)),
    /** `link` is its place among the links of the post. */
    clicked(post: Named, link: number): void {
      if (link < 0 || link >= MOST) return
      note(`clicked ${link} ${post.id}`, post, ({ clicked }) => clicked.push({ postId: post.id, link }))
    },
    forwarded: (post: Named) => note(`forwarded ${post.id}`, post, ({ forwarded }) => forwarded.push(post.id)),
    flush,
  }
}
