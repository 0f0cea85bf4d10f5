import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { PostHit } from '@carillon/contract'
import type { Api } from '../site/api.ts'
import { createPages } from '../site/createPages.ts'

/** From the last key to the question: the server opens every post of the channel for it. */
const SETTLE = 300

/** The search in one channel. What is searched for is in the address, so that a reload, a link and Back lead to it. */
export function createPostSearch(api: Api, handle: string) {
  const [typed, setTyped] = createSignal(new URLSearchParams(location.search).get('q') ?? '')
  const query = () => typed().trim()
  /** What the posts found were asked for with; `null` until there are any. */
  const [asked, setAsked] = createSignal<string | null>(null)
  let asking = ''
  const pages = createPages<PostHit>(async (cursor) => {
    const wanted = asking
    const answer = await api.query('posts.search', { handle, query: wanted, cursor })
    if (wanted === query()) setAsked(wanted)
    return answer
  })

  function ask(): void {
    asking = query()
    if (asking) void pages.restart()
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(query, (wanted, before) => {
      clearTimeout(timer)
      const url = new URL(location.href)
      if (wanted) url.searchParams.set('q', wanted)
      else url.searchParams.delete('q')
      if (url.href !== location.href) history.replaceState(null, '', url)
      if (!wanted) setAsked(null)
      timer = setTimeout(ask, before === undefined ? 0 : SETTLE)
    }),
  )
  onCleanup(() => clearTimeout(timer))

  return { typed, setTyped, query, asked, pages, ask }
}

export type PostSearch = ReturnType<typeof createPostSearch>
