import type { Role } from '@carillon/contract/lists'
import ChartLine from 'lucide-solid/icons/chart-line'
import Eraser from 'lucide-solid/icons/eraser'
import FilePen from 'lucide-solid/icons/file-pen'
import KeyRound from 'lucide-solid/icons/key-round'
import Newspaper from 'lucide-solid/icons/newspaper'
import Rss from 'lucide-solid/icons/rss'
import Settings from 'lucide-solid/icons/settings'
import StickerIcon from 'lucide-solid/icons/sticker'
import Users from 'lucide-solid/icons/users'
import Webhook from 'lucide-solid/icons/webhook'
import type { LucideProps } from 'lucide-solid'
import type { Component } from 'solid-js'
import { isAtLeast } from '../channels/channel.ts'
import { useDrafts, useReviewCount } from '../drafts/queries.ts'
import type { Words } from '../interface.ts'
import { useChannels } from '../queries.ts'

export type Place = {
  path: string
  word: keyof Words['shell'] &
    ('posts' | 'drafts' | 'analytics' | 'stickers' | 'team' | 'feeds' | 'keys' | 'webhooks' | 'erased' | 'settings')
  icon: Component<LucideProps>
  /** Whoever has less than this role has no use for it. */
  least?: Role
}

/** The pages of a channel, in the order of how often one goes there. */
const PLACES: Place[] = [
  { path: '', word: 'posts', icon: Newspaper },
  { path: '/drafts', word: 'drafts', icon: FilePen, least: 'editor' },
  { path: '/analytics', word: 'analytics', icon: ChartLine },
  { path: '/stickers', word: 'stickers', icon: StickerIcon, least: 'editor' },
  { path: '/team', word: 'team', icon: Users },
  { path: '/feeds', word: 'feeds', icon: Rss, least: 'admin' },
  { path: '/keys', word: 'keys', icon: KeyRound, least: 'admin' },
  { path: '/webhooks', word: 'webhooks', icon: Webhook, least: 'admin' },
  { path: '/erased', word: 'erased', icon: Eraser },
  { path: '/settings', word: 'settings', icon: Settings, least: 'admin' },
]

export function usePlaces(handle: () => string | undefined): () => Place[] {
  const channel = useTeamChannel(handle)
  return () => {
    const open = channel()
    return open ? PLACES.filter(({ least }) => !least || isAtLeast(open.role, least)) : []
  }
}

/** How many drafts wait for whoever decides on them; for others there is nothing to do. */
export function useDecisions(handle: () => string | undefined): () => number {
  const channel = useTeamChannel(handle)
  const count = useReviewCount(() => {
    const open = channel()
    return open && isAtLeast(open.role, 'admin') ? open.handle : undefined
  })
  return () => count.data ?? 0
}

/** How many drafts wait, as far as they were asked for: `3`, `20+`; nothing where there are none. */
export function useDraftCount(handle: () => string | undefined): () => string | undefined {
  const channel = useTeamChannel(handle)
  const drafts = useDrafts(() => {
    const open = channel()
    return open && isAtLeast(open.role, 'editor') ? open.handle : undefined
  })
  return () => {
    const count = drafts.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0
    return count > 0 ? `${count}${drafts.hasNextPage ? '+' : ''}` : undefined
  }
}

function useTeamChannel(handle: () => string | undefined) {
  const channels = useChannels()
  return () => (channels.isSuccess ? channels.data.find((known) => known.handle === handle()) : undefined)
}
