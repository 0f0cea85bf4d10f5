import { For, Match, Show, Switch } from 'solid-js'
import { Button, EmptyState, ErrorState } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { More } from '../site/More.tsx'
import type { PostSearch } from './createPostSearch.ts'
import { LoadingPosts } from './LoadingPosts.tsx'
import { PostItem } from './PostItem.tsx'

/** The posts that hold what was typed, newest first, with how many there are said to who can't see them come. */
export function FoundPosts(props: { search: PostSearch; sharing: boolean }) {
  const ui = useWords()
  const t = () => ui.t.postSearch
  const { pages, query } = props.search
  const live = () => (pages.items() ?? []).filter((post) => post.expiresAt > ui.now())
  const summary = () => {
    const asked = props.search.asked()
    if (pages.error()) return ''
    if (asked === null) return ui.t.state.loading
    if (live().length === 0) return pages.hasMore() ? t().noneSoFar(asked) : ''
    return pages.hasMore() ? t().foundSoFar(live().length, asked) : t().found(live().length, asked)
  }
  return (
    <section aria-label={t().results}>
      <p role="status" class="min-h-6 text-sm text-muted">
        {summary()}
      </p>
      <Switch>
        <Match when={pages.error()}>
          {(error) => (
            <ErrorState
              title={t().failed}
              detail={error().code === 'offline' ? ui.t.state.offline : error().message}
              retry={ui.t.state.retry}
              onRetry={props.search.ask}
            />
          )}
        </Match>
        <Match when={props.search.asked() === null}>
          <LoadingPosts />
        </Match>
        <Match when={live().length === 0 && !pages.hasMore()}>
          <div role="status">
            <EmptyState title={t().none(query())} hint={t().noneHint}>
              <Button onClick={() => props.search.setTyped('')}>{t().clear}</Button>
            </EmptyState>
          </div>
        </Match>
        <Match when={pages.items()}>
          <ol class="mt-2 border-t border-line" aria-busy={pages.loading()}>
            <For each={live()}>{(post) => <PostItem post={post} sharing={props.sharing} matches={post.matches} />}</For>
          </ol>
          <Show when={pages.hasMore()}>
            <More pages={pages} label={t().older} />
          </Show>
        </Match>
      </Switch>
    </section>
  )
}
