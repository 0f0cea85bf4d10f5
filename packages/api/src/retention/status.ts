import { InstanceStatus } from '@carillon/contract'
import { gt } from 'drizzle-orm'
import { accounts } from '../accounts/table.ts'
import { channels } from '../channels/table.ts'
import type { Core, Ctx } from '../core/context.ts'
import { operatorProcedure, router } from '../core/trpc.ts'
import { followers } from '../follows/table.ts'
import { posts } from '../posts/table.ts'
import { lastErasure } from './record.ts'

/** Channels, live posts and followers. */
export async function readCounts({ db: { read }, now }: Core) {
  return {
    channels: await read.$count(channels),
    posts: await read.$count(posts, gt(posts.expiresAt, now())),
    followers: await read.$count(followers),
  }
}

/** How the instance does, in numbers: operators see no follower and no draft. */
async function getStatus(ctx: Ctx): Promise<InstanceStatus> {
  const { read } = ctx.db
  return {
    ...(await readCounts(ctx)),
    accounts: await read.$count(accounts),
    mail: ctx.mailer.kind,
    search: ctx.search.name,
    lastExpiry: await readLastExpiry(ctx),
  }
}

async function readLastExpiry(ctx: Ctx): Promise<InstanceStatus['lastExpiry']> {
  const last = await lastErasure(ctx)
  if (!last) return null
  const { startedAt, finishedAt, posts: erased, media, keys } = last
  return { startedAt, finishedAt, posts: erased, media, keys: keys.length }
}

/** Joins the router of the instance. */
export const statusRouter = router({
  status: operatorProcedure.output(InstanceStatus).query(({ ctx }) => getStatus(ctx)),
})
