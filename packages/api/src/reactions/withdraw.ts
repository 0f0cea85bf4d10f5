import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { nextTurn } from '../core/turns.ts'
import { reactorOf } from './reactor.ts'

/** Posts looked at in one turn of the event loop. */
const A_TURN = 500

export type GivenReaction = { channelId: string; postId: string; reactor: string }

/** Everything that a follower reacted to, found post by post: nothing that is kept leads from a follower to it. */
export async function findReactionsOf(ctx: Core, followerId: string): Promise<GivenReaction[]> {
  const found: GivenReaction[] = []
  for (let last = ''; ;) {
    const posts = ctx.db.rows(SOME_POSTS, [last, A_TURN]).map(([id]) => id as string)
    if (posts.length === 0) return found
    const asked = JSON.stringify(posts.map((id) => [id, reactorOf(ctx, id, followerId)]))
    for (const [channelId, postId, reactor] of ctx.db.rows(FIND_REACTIONS, [asked])) {
      found.push({ channelId, postId, reactor } as GivenReaction)
    }
    last = posts.at(-1)!
    await nextTurn()
  }
}

/** They are as good as never given: the counts say so too. */
export function withdrawReactions(ctx: Core, tx: Tx, given: GivenReaction[], afterwards: (() => void)[]): void {
  for (const { channelId, postId, reactor } of given) {
    const [gone] = ctx.db.run(tx, DELETE_REACTION, [postId, reactor])
    if (gone) {
      ctx.db.run(tx, COUNT_LESS, [postId, gone[0]])
      afterwards.push(() => ctx.counter.reacted({ channelId, postId }, new Map([[gone[0] as string, -1]])))
    }
    ctx.db.run(tx, DELETE_EMPTY, [postId])
  }
}

const SOME_POSTS = 'SELECT DISTINCT post_id FROM reaction_counts WHERE post_id > ? ORDER BY post_id LIMIT ?'
const FIND_REACTIONS = `SELECT channel_id, reactions.post_id, reactor FROM json_each(?) AS asked
  CROSS JOIN reactions ON reactions.post_id = asked.value ->> 0 AND reactor = asked.value ->> 1
  CROSS JOIN posts ON posts.id = reactions.post_id`
const DELETE_REACTION = 'DELETE FROM reactions WHERE post_id = ? AND reactor = ? RETURNING emoji'
const COUNT_LESS = 'UPDATE reaction_counts SET count = count - 1 WHERE post_id = ? AND emoji = ?'
const DELETE_EMPTY = 'DELETE FROM reaction_counts WHERE post_id = ? AND count <= 0'
