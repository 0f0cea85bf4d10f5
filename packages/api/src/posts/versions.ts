import { LIMITS, type PostRef, type PostVersions } from '@carillon/contract'
import { and, desc, eq, notInArray } from 'drizzle-orm'
import { accounts } from '../accounts/table.ts'
import { requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { seal, unseal } from '../core/seal.ts'
import { openContent } from './content.ts'
import { findLivePost } from './live.ts'
import { type SealedContent, textsOf } from './sealed.ts'
import { postVersions } from './table.ts'

/** What is kept of what a post said: its words and what it showed, without the keys to any file. */
type Said = Pick<PostVersions['now'], 'kind' | 'text' | 'beside' | 'shown'>

function saidBy(content: SealedContent): Said {
  const [text, ...beside] = textsOf(content)
  return { kind: content.kind, text, beside, shown: shownIn(content) }
}

function shownIn(content: SealedContent): string[] {
  switch (content.kind) {
    case 'album':
      return content.items.map(({ kind }) => kind)
    case 'photo':
    case 'video':
    case 'voice':
    case 'document':
      return [content.kind]
    default:
      return []
  }
}

export async function prepareVersion(ctx: Ctx, post: { id: string; expiresAt: number }, said: SealedContent) {
  const id = ctx.newId('ver')
  const accountId = ctx.actor.kind === 'account' ? ctx.actor.id : null
  const content = await seal(ctx, { id, expiresAt: post.expiresAt }, saidBy(said))
  return { id, postId: post.id, accountId, at: ctx.now(), content }
}

export async function insertVersion(tx: Tx, version: typeof postVersions.$inferInsert): Promise<void> {
  await tx.insert(postVersions).values(version)
  const ofPost = eq(postVersions.postId, version.postId)
  const newest = tx
    .select({ id: postVersions.id })
    .from(postVersions)
    .where(ofPost)
    .orderBy(desc(postVersions.at), desc(postVersions.id))
    .limit(LIMITS.versions)
  await tx.delete(postVersions).where(and(ofPost, notInArray(postVersions.id, newest)))
}

export async function listVersions(ctx: Ctx, { handle, postId }: PostRef): Promise<PostVersions> {
  const channel = await requireRole(ctx, handle, 'editor', null)
  const post = await findLivePost(ctx, channel.id, postId)
  const content = await openContent(ctx, post)
  const rows = await ctx.db.read
    .select({ version: postVersions, by: accounts.name })
    .from(postVersions)
    .leftJoin(accounts, eq(accounts.id, postVersions.accountId))
    .where(eq(postVersions.postId, post.id))
    .orderBy(desc(postVersions.at), desc(postVersions.id))
  const items = rows.map(async ({ version: { id, at, content: sealed }, by }) => {
    const said = (await unseal(ctx.keys, { id, expiresAt: post.expiresAt }, sealed)) as Said | null
    return { id, by, until: at, ...(said ?? UNREADABLE) }
  })
  return { now: content ? saidBy(content) : UNREADABLE, items: await Promise.all(items) }
}

const UNREADABLE: Said = { kind: 'opaque', text: '', beside: [], shown: [] }
