import { type Core, type Ctx, emitEvent, transact } from '../core/context.ts'
import { noFollowerCookie } from '../follows/cookie.ts'
import { findVotesOf, withdrawVotes } from '../polls/withdraw.ts'
import { findReactionsOf, withdrawReactions } from '../reactions/withdraw.ts'

/** Deletes everything that is kept of whoever asks, before it answers. */
export async function forget(ctx: Ctx): Promise<void> {
  const { followerId } = ctx
  if (followerId) {
    await eraseFollower(ctx, followerId)
    Object.assign(ctx, { followerId: null, deviceId: null })
    ctx.live.mine(followerId)
  }
  ctx.responseHeaders.append('set-cookie', noFollowerCookie(ctx))
}

/**
 * The follower with devices, passkeys, follows and notifications, and their votes and reactions, which are taken out of
 * the counts. Afterwards no byte of it is in the database's files.
 */
export async function eraseFollower(ctx: Core, followerId: string): Promise<void> {
  ctx.joinCodes.drop(followerId)
  ctx.forgotten.add(followerId)
  // What was on its way before that is written now, and found.
  await ctx.db.transaction(async () => {})
  const votes = await findVotesOf(ctx, followerId)
  const given = await findReactionsOf(ctx, followerId)
  const afterwards: (() => void)[] = []
  await transact(ctx, async (tx) => {
    withdrawVotes(ctx, tx, votes, afterwards)
    withdrawReactions(ctx, tx, given, afterwards)
    for (const [channelId] of ctx.db.run(tx, COUNT_ONE_LESS, [followerId]) as [string][]) {
      await emitEvent(ctx, tx, 'channel.unfollowed', channelId)
      afterwards.push(() => ctx.counter.unfollowed(channelId))
    }
    ctx.db.run(tx, 'DELETE FROM followers WHERE id = ?', [followerId])
  })
  for (const act of afterwards) act()
  await ctx.db.checkpoint()
  for (const { channelId, postId } of [...votes, ...given]) ctx.live.counted(channelId, postId)
}

const COUNT_ONE_LESS = `UPDATE channels SET followers = followers - 1
  WHERE id IN (SELECT channel_id FROM follows WHERE follower_id = ?) RETURNING id`
