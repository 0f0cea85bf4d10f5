import type { Channel } from '@carillon/contract'
import { toChannel } from '../channels/view.ts'
import type { Core } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { getChannel } from '../follows/reading.ts'
import { requestContext } from './context.ts'

export type ChannelPage =
  { status: 'ok'; channel: Channel } | { status: 'moved'; handle: string } | { status: 'gone' } | { status: 'missing' }

/** What the page of a channel shows to whoever sent this request: a follower or a link may open what others don't see. */
export async function readChannelPage(core: Core, request: Request, handle: string): Promise<ChannelPage> {
  const ctx = await requestContext(core, request, '')
  const invite = new URL(request.url).searchParams.get('invite') ?? undefined
  try {
    const channel = toChannel(await getChannel(ctx, { handle, invite }))
    return channel.handle === handle ? { status: 'ok', channel } : { status: 'moved', handle: channel.handle }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { status: error.code === 'channels.gone' ? 'gone' : 'missing' }
  }
}
