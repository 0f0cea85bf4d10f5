import { createEffect, createSignal, on } from 'solid-js'
import type { Channel } from '@carillon/contract'
import type { TrafficSource } from '@carillon/contract/lists'
import { createFormat } from '@carillon/ui/format'
import { visitOf } from '../counting/visit.ts'
import { ApiError } from '../site/api.ts'
import type { Surroundings } from '../site/island.tsx'
import { namesIn } from '../site/links.ts'

/** Whether this reader follows the channel; `null` until the server has said so. */
export function createFollowing({ api, locale, words }: Surroundings, channel: Channel, source: TrafficSource) {
  const { handle } = channel
  const [following, setFollowing] = createSignal<boolean | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal('')
  /** Whether the reader has just changed it, which deserves a word. */
  const [changed, setChanged] = createSignal(false)
  const postId = namesIn(location.pathname).postId ?? undefined
  const invite = new URLSearchParams(location.search).get('invite') ?? undefined

  void api
    .query('follows.state', { handle })
    .then((state) => setFollowing((now) => now ?? state.following))
    // Unknown is shown as not following: following again does no harm.
    .catch(() => setFollowing((now) => now ?? false))

  async function change(wanted: boolean): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      const state = wanted
        ? await api.mutate('follows.follow', { handle, invite, postId, visit: visitOf(source, locale) })
        : await api.mutate('follows.unfollow', { handle })
      setFollowing(state.following)
      setChanged(true)
    } catch (error) {
      const known = error instanceof ApiError ? error : null
      setProblem(
        known?.code === 'offline' ? words.site.offline.needed : known?.message || words.site.channel.followFailed,
      )
    }
    setBusy(false)
  }

  // The count in the profile was right before the reader changed it.
  createEffect(
    on(following, (now, before) => {
      if (now === null || before === null || before === undefined) return
      channel.followers += Number(now) - Number(before)
      const count = document.querySelector('[data-followers]')
      if (count) count.textContent = createFormat(locale).number(channel.followers)
    }),
  )

  return { following, busy, problem, changed, change }
}

export type Following = ReturnType<typeof createFollowing>
