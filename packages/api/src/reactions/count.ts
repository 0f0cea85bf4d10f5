import type { ReactionCounts } from '@carillon/contract'
import { Batch } from '../core/batch.ts'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { COUNTS_OF_POST, readCounts } from './list.ts'

export type Reacting = {
  channelId: string
  postId: string
  reactor: string
  followerId: string
  emoji: string | null
  /** Brings whoever reacts into being, if this is the first that they do. */
  write: (tx: Tx) => void
}

type Needs = Pick<Core, 'db' | 'now' | 'forgotten' | 'counter'>

/** Answers the counts after it, or `null` where there is no such post, or nobody any more who reacts. */
export function createReacting(deps: Needs): Batch<Reacting, ReactionCounts | null> {
  return new Batch(deps.db, (tx, all, afterwards) => {
    const answers = new Map<Reacting, ReactionCounts | null>()
    const present = all.filter(({ followerId }) => !deps.forgotten.has(followerId))
    for (const ofPost of Map.groupBy(present, ({ channelId, postId }) => `${channelId} ${postId}`).values()) {
      const counts = countReactions(deps, tx, ofPost, afterwards)
      for (const one of ofPost) answers.set(one, counts)
    }
    return all.map((one) => answers.get(one) ?? null)
  })
}

/** Reactions to one post: whatever their number, it takes a handful of statements. */
function countReactions(deps: Needs, tx: Tx, all: Reacting[], afterwards: (() => void)[]): ReactionCounts | null {
  const run = (sql: string, params: unknown[]) => deps.db.run(tx, sql, params)
  const { channelId, postId } = all[0]!
  if (run(FIND_POST, [postId, channelId, deps.now()]).length === 0) return null
  const known = run(FIND_CHOSEN, [postId, JSON.stringify(all.map(({ reactor }) => reactor))])
  const chosen = new Map(known as [reactor: string, emoji: string | null][])
  const changes = new Map<string, number>()
  const change = (emoji: string, by: number) => changes.set(emoji, (changes.get(emoji) ?? 0) + by)
  const changed = new Set<string>()
  for (const { reactor, emoji, write } of all) {
    const last = chosen.get(reactor) ?? null
    // Sent twice, it is one reaction.
    if (emoji === last) continue
    if (last !== null) change(last, -1)
    if (emoji !== null) {
      change(emoji, 1)
      write(tx)
    }
    chosen.set(reactor, emoji)
    changed.add(reactor)
  }
  if (changed.size > 0) {
    const now = [...changed].map((reactor) => [reactor, chosen.get(reactor)!])
    run(WRITE_CHOSEN, [postId, JSON.stringify(now.filter(([, emoji]) => emoji !== null))])
    run(DELETE_CHOSEN, [postId, JSON.stringify(now.flatMap(([reactor, emoji]) => (emoji === null ? [reactor] : [])))])
    run(COUNT, [postId, JSON.stringify([...changes].filter(([, by]) => by !== 0))])
    run(DELETE_EMPTY, [postId])
    afterwards.push(() => deps.counter.reacted({ channelId, postId }, changes))
  }
  return readCounts(run(FIND_COUNTS, [postId])[0]![0])
}

const FIND_POST = 'SELECT 1 FROM posts WHERE id = ? AND channel_id = ? AND expires_at > ?'
const FIND_COUNTS = `SELECT ${COUNTS_OF_POST} FROM posts WHERE id = ?`
const FIND_CHOSEN = `SELECT reactor, emoji FROM reactions WHERE post_id = ?
  AND reactor IN (SELECT value FROM json_each(?))`
const WRITE_CHOSEN = `INSERT INTO reactions (post_id, reactor, emoji)
  SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT (post_id, reactor) DO UPDATE SET emoji = excluded.emoji`
const DELETE_CHOSEN = 'DELETE FROM reactions WHERE post_id = ? AND reactor IN (SELECT value FROM json_each(?))'
const COUNT = `INSERT INTO reaction_counts (post_id, emoji, count)
  SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT (post_id, emoji) DO UPDATE SET count = count + excluded.count`
const DELETE_EMPTY = 'DELETE FROM reaction_counts WHERE post_id = ? AND count <= 0'
