import { createRoot } from 'solid-js'
import type { Channel } from '@carillon/contract'
import { EmptyState, ErrorState } from '@carillon/ui'
import { ApiError } from '../site/api.ts'
import { beginCounting } from '../counting/counting.ts'
import { takeSource } from '../counting/visit.ts'
import { mount, surroundings, type Surroundings } from '../site/island.tsx'
import { namesIn } from '../site/links.ts'
import { Actions } from './Actions.tsx'
import { createFollowing } from './createFollowing.ts'
import { Posts } from './Posts.tsx'

/** Brings the page of a channel to life: following, sharing, and its posts, which are in no static page. */
export async function mountChannel(): Promise<void> {
  const source = takeSource()
  const posts = document.getElementById('posts')!
  const around = await surroundings()
  try {
    const channel = await readChannel(around)
    const following = createRoot(() => createFollowing(around, channel, source))
    beginCounting(source, around.locale)
    mount(document.getElementById('actions')!, around, () => <Actions channel={channel} following={following} />)
    mount(posts, around, () => <Posts channel={channel} following={following} />)
  } catch (problem) {
    mount(posts, around, () => problemView(around, problem))
  }
}

/** The server has put the channel into the page; a host of static files alone has not. */
async function readChannel(around: Surroundings): Promise<Channel> {
  const data = document.getElementById('channel-data')!.textContent
  if (data) return JSON.parse(data)
  const { handle } = namesIn(location.pathname)
  if (!handle) throw new ApiError('channels.not_found', '')
  const invite = new URLSearchParams(location.search).get('invite')
  const channel = await around.api.query('channels.get', { handle, ...(invite && { invite }) })
  const { fillByScript } = await import('./unfilled.ts')
  fillByScript(channel, around)
  return channel
}

function problemView({ words }: Surroundings, problem: unknown) {
  const known = problem instanceof ApiError ? problem : null
  if (known?.code === 'channels.gone')
    return <EmptyState title={words.site.channel.gone} hint={words.site.channel.goneHint} />
  if (known?.code === 'channels.not_found') {
    return <EmptyState title={words.site.notFound.title} hint={words.site.notFound.hint} />
  }
  const detail = known?.code === 'offline' ? words.state.offline : known?.message
  return (
    <ErrorState
      title={words.state.failed}
      detail={detail}
      retry={words.state.retry}
      onRetry={() => location.reload()}
    />
  )
}
