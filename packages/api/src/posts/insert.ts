import { DAY, type PollContent } from '@carillon/contract'
import type { ChannelRow } from '../channels/authority.ts'
import { type Core, emitEvent } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { ClockInDoubt } from '../core/errors.ts'
import { hotInsert } from '../core/hot.ts'
import { seal } from '../core/seal.ts'
import { attachMedia, handOverMedia } from '../media/service.ts'
import type { PostRow } from './content.ts'
import { doubtOf } from './doubt.ts'
import { mediaOf, type SealedContent } from './sealed.ts'
import { type PollRules, posts } from './table.ts'

/** A post as it will be stored, with what it says still open beside it. */
export type PreparedPost = { row: PostRow; content: SealedContent }

/**
 * Makes the row of a post that is published now, or was elsewhere at `publishedAt` and may be read until `endsBy`. What
 * takes time happens here, before the transaction.
 */
export async function preparePost(
  ctx: Core,
  channel: Pick<ChannelRow, 'id' | 'retentionDays'>,
  content: SealedContent,
  silent: boolean,
  { id = ctx.newId('pst'), publishedAt = ctx.now(), endsBy = Infinity } = {},
): Promise<PreparedPost> {
  if (await doubtOf(ctx)) throw new ClockInDoubt('the clock is in doubt')
  const expiresAt = Math.min(publishedAt + channel.retentionDays * DAY, endsBy)
  const row: PostRow = {
    id,
    channelId: channel.id,
    kind: content.kind,
    content: await seal(ctx, { id, expiresAt }, content),
    silent,
    publishedAt,
    editedAt: null,
    expiresAt,
    pinnedAt: null,
    lateMs: null,
    poll: content.kind === 'poll' ? rulesOf(content.poll, publishedAt, expiresAt) : null,
  }
  return { row, content }
}

/** What must be known to count its votes. It closes with its post at the latest. */
export function rulesOf({ options, openFor, ...rules }: PollContent, opensAt: number, expiresAt: number): PollRules {
  const { mode, results, changeable, voters } = rules
  const closesAt = openFor === null ? expiresAt : Math.min(opensAt + openFor * 1000, expiresAt)
  return { mode, options: options.length, closesAt, results, changeable: changeable && mode !== 'quiz', voters }
}

/** Publishes it, in a transaction that may do more. What it shows are uploads that wait, or those of a draft. */
export async function insertPost(ctx: Core, tx: Tx, { row, content }: PreparedPost, draftId?: string): Promise<void> {
  INSERT_POST(ctx.db, tx, row)
  if (draftId) await handOverMedia(tx, draftId, row)
  else for (const mediaId of mediaOf(content)) await attachMedia(tx, row.channelId, mediaId, row)
  ctx.db.run(tx, LAST_POST, [row.publishedAt, row.channelId])
  await emitEvent(ctx, tx, 'post.published', row.channelId, row.id)
}

/** One that was published elsewhere before may be older than others. */
const LAST_POST = 'UPDATE channels SET last_post_at = max(coalesce(last_post_at, 0), ?) WHERE id = ?'

const INSERT_POST = hotInsert(posts)
