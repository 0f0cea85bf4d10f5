import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { optionsIn } from './ballot.ts'

const HOUR = 3_600_000

type Change = { postId: string; voter: string; before: number; chosen: number }

/** Writes a vote down, and what it changes in the counts. A handful of statements, each compiled once. */
export function countVote(ctx: Core, tx: Tx, { postId, voter, before, chosen }: Change): void {
  const run = (sql: string, params: unknown[]) => ctx.db.run(tx, sql, params)
  const hour = Math.floor(ctx.now() / HOUR)
  if (chosen === 0) run(DELETE_VOTE, [postId, voter])
  else run(WRITE_VOTE, [postId, voter, chosen])
  if ((before === 0) !== (chosen === 0)) run(COUNT_VOTER, [postId, before === 0 ? 1 : -1])
  for (const option of optionsIn(before ^ chosen)) {
    const votes = chosen & (1 << option) ? 1 : -1
    run(COUNT_OPTION, [postId, option, votes])
    run(COUNT_HOUR, [postId, hour, option, votes])
  }
}

/** The hour of the history that a count belongs to, and when that hour was over. */
export const endOfHour = (hour: number) => (hour + 1) * HOUR

const WRITE_VOTE = `INSERT INTO votes (post_id, voter, options) VALUES (?, ?, ?)
  ON CONFLICT (post_id, voter) DO UPDATE SET options = excluded.options`
const DELETE_VOTE = 'DELETE FROM votes WHERE post_id = ? AND voter = ?'
const COUNT_VOTER = `INSERT INTO turnouts (post_id, voters) VALUES (?, ?)
  ON CONFLICT (post_id) DO UPDATE SET voters = voters + excluded.voters`
const COUNT_OPTION = `INSERT INTO tallies (post_id, "option", votes) VALUES (?, ?, ?)
  ON CONFLICT (post_id, "option") DO UPDATE SET votes = votes + excluded.votes`
const COUNT_HOUR = `INSERT INTO hourly_votes (post_id, hour, "option", votes) VALUES (?, ?, ?, ?)
  ON CONFLICT (post_id, hour, "option") DO UPDATE SET votes = votes + excluded.votes`
