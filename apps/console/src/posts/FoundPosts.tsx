import type { PostHit } from '@carillon/contract'
import { Button, EmptyState } from '@carillon/ui'
import { For, Show, type JSX } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { PostsSkeleton } from './PostsSkeleton.tsx'
import { useFoundPosts } from './queries.ts'

/** The live posts that hold the words, newest first. */
export function FoundPosts(props: { query: string; children: (hit: PostHit) => JSX.Element }) {
  const ui = useWords()
  const t = () => ui.t.postSearch
  const channel = useChannel()
  const found = useFoundPosts(
    () => channel().handle,
    () => props.query,
  )
  const hits = () => found.data?.pages.flatMap((page) => page.items) ?? []
  const summary = () => {
    if (!found.isSuccess) return ''
    const count = hits().length
    if (!found.hasNextPage) return count > 0 ? t().found(count, props.query) : t().none(props.query)
    return count > 0 ? t().foundSoFar(count, props.query) : t().noneSoFar(props.query)
  }
  return (
    <>
      <p role="status" class="text-sm text-muted" classList={{ 'sr-only': hits().length === 0 && !found.hasNextPage }}>
        {summary()}
      </p>
      <Loaded query={found} skeleton={<PostsSkeleton />}>
        {() => (
          <Show
            when={hits().length > 0 || found.hasNextPage}
            fallback={<EmptyState title={t().none(props.query)} hint={t().noneHint} />}
          >
            <For each={hits()}>{(hit) => props.children(hit)}</For>
          </Show>
        )}
      </Loaded>
      <Show when={found.hasNextPage}>
        <Button class="self-center" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t().older}
        </Button>
      </Show>
    </>
  )
}
