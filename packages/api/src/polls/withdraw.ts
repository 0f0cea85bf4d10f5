import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { nextTurn } from '../core/turns.ts'
import { voterOf } from './ballot.ts'
import { Tally } from './tally.ts'

/** Polls looked at in one turn of the event loop. */
const A_TURN = 500

export type CastVote = { channelId: string; postId: string; voter: string; options: number }

/** Everything that a follower voted, found poll by poll: nothing that is kept leads from a follower to their votes. */
export async function findVotesOf(ctx: Core, followerId: string): Promise<CastVote[]> {
  const found: CastVote[] = []
  for (let last = ''; ;) {
    const polls = ctx.db.rows(SOME_POLLS, [last, A_TURN]).map(([id]) => id as string)
    if (polls.length === 0) return found
    const asked = JSON.stringify(polls.map((id) => [id, voterOf(ctx, id, followerId)]))
    for (const [channelId, postId, voter, options] of ctx.db.rows(FIND_VOTES, [asked])) {
      found.push({ channelId, postId, voter, options } as CastVote)
    }
    last = polls.at(-1)!
    await nextTurn()
  }
}

/** They are as good as never cast: the counts say so too. */
export function withdrawVotes(ctx: Core, tx: Tx, votes: CastVote[], afterwards: (() => void)[]): void {
  for (const { channelId, postId, voter } of votes) {
    const [now] = ctx.db.run(tx, FIND_VOTE, [postId, voter])
    if (!now) continue
    const tally = new Tally(new Map([[voter, now[0] as number]]))
    tally.change(voter, 0)
    tally.write((sql, params) => ctx.db.run(tx, sql, params), postId, ctx.now())
    afterwards.push(() => ctx.counter.voted({ channelId, postId }, tally.changed.voters, tally.changed.options))
  }
}

const SOME_POLLS = 'SELECT post_id FROM turnouts WHERE post_id > ? ORDER BY post_id LIMIT ?'
const FIND_VOTES = `SELECT channel_id, votes.post_id, voter, options FROM json_each(?) AS asked
  CROSS JOIN votes ON votes.post_id = asked.value ->> 0 AND voter = asked.value ->> 1
  CROSS JOIN posts ON posts.id = votes.post_id`
const FIND_VOTE = 'SELECT options FROM votes WHERE post_id = ? AND voter = ?'
