import type { AlsoEditing, EditingPost } from '@carillon/contract'
import { requireWritable } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { findLivePost } from './live.ts'

type Person = { id: string; name: string }

/** Who else changes this post now. */
export async function editingPost(ctx: Ctx, who: Person, { handle, postId, gone }: EditingPost): Promise<AlsoEditing> {
  const channel = await requireWritable(ctx, handle, 'editor', null)
  return atWork(ctx, who, (await findLivePost(ctx, channel.id, postId)).id, gone)
}

export function atWork(ctx: Ctx, who: Person, place: string, gone: boolean): AlsoEditing {
  if (!gone) return { others: ctx.presence.beat(place, who) }
  ctx.presence.leave(place, who)
  return { others: [] }
}
