import { Match, onMount, Switch } from 'solid-js'
import { buttonClass, EmptyState, ErrorState, PostSkeleton } from '@carillon/ui'
import { useApi, useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { createUpdates } from './createUpdates.ts'
import { FollowedChannels } from './FollowedChannels.tsx'
import { Timeline } from './Timeline.tsx'

export function Updates() {
  const ui = useWords()
  const updates = createUpdates(useApi())
  onMount(updates.posts.restart)
  return (
    <Switch fallback={<Loading />}>
      <Match when={!updates.posts.items() && updates.posts.error()}>
        {(error) => (
          <ErrorState
            title={ui.t.state.failed}
            detail={error().code === 'offline' ? ui.t.state.offline : error().message}
            retry={ui.t.state.retry}
            onRetry={() => void updates.posts.restart()}
          />
        )}
      </Match>
      <Match when={updates.posts.items() && updates.channels().length === 0}>
        <EmptyState title={ui.t.site.updates.empty} hint={ui.t.site.updates.emptyHint}>
          <a href={link(ui.locale, '/')} class={buttonClass('primary')}>
            {ui.t.site.updates.find}
          </a>
        </EmptyState>
      </Match>
      <Match when={updates.posts.items()}>
        <div class="grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,38rem)] lg:justify-between">
          <FollowedChannels updates={updates} />
          <Timeline updates={updates} />
        </div>
      </Match>
    </Switch>
  )
}

function Loading() {
  const ui = useWords()
  return (
    <div class="mx-auto flex max-w-post flex-col gap-10" aria-busy="true">
      <p role="status" class="sr-only">
        {ui.t.state.loading}
      </p>
      <PostSkeleton />
      <PostSkeleton />
      <PostSkeleton />
    </div>
  )
}
