import type { Channel } from '@carillon/contract'
import { toChannel } from '../channels/view.ts'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { canRead, getChannel } from '../follows/reading.ts'
import { postState } from '../posts/read.ts'
import { requestContext } from './context.ts'

/** `post` is what has become of the post that the address names; `null` where it names none, or nobody may know. */
export type ChannelPage =
  | { status: 'ok'; channel: Channel; post: 'live' | 'expired' | 'missing' | null }
  | { status: 'moved'; handle: string }
  | { status: 'gone' }
  | { status: 'missing' }

/** What the page of a channel shows to whoever sent this request: a follower or a link may open what others don't see. */
export async function readChannelPage(
  core: Core,
  request: Request,
  handle: string,
  postId?: string,
): Promise<ChannelPage> {
  const ctx = await requestContext(core, request, '')
  const invite = new URL(request.url).searchParams.get('invite') ?? undefined
  try {
    const channel = await getChannel(ctx, { handle, invite })
    if (channel.handle !== handle) return { status: 'moved', handle: channel.handle }
    const mayKnow = postId !== undefined && (await canRead(ctx, channel))
    return { status: 'ok', channel: toChannel(channel), post: mayKnow ? await postState(ctx, channel, postId) : null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { status: error.code === 'channels.gone' ? 'gone' : 'missing' }
  }
}
