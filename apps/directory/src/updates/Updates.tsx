import { createEffect, createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { buttonClass, EmptyState, ErrorState, PostSkeleton } from '@carillon/ui'
import { SavedNotice } from '../offline/SavedNotice.tsx'
import { useApi, useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { createUpdates } from './createUpdates.ts'
import { FollowedChannels } from './FollowedChannels.tsx'
import { Suggestions } from './Suggestions.tsx'
import { Timeline } from './Timeline.tsx'

/** Side by side where there is room, else one at a time. */
const VIEWS = ['channels', 'posts'] as const
/** As many channels fit beside what is being read; more scroll away with it. */
const FITTING = 8

export function Updates() {
  const ui = useWords()
  const t = () => ui.t.site.updates
  const updates = createUpdates(useApi(), ui)
  const [view, setView] = createSignal(location.hash === '#posts' ? 'posts' : 'channels')
  onMount(updates.posts.restart)

  const title = document.title
  createEffect(() => {
    const unread = updates.unread()
    document.title = unread ? `(${ui.format.number(unread)}) ${title}` : title
    void navigator.setAppBadge?.(unread).catch(() => {})
  })
  createEffect(() => {
    if (view() === 'posts' || location.hash === '#posts') history.replaceState(null, '', `#${view()}`)
  })

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
        <SavedNotice />
        <EmptyState title={t().empty} hint={t().emptyHint}>
          <a href={link(ui.locale, '/')} class={buttonClass('primary')}>
            {t().find}
          </a>
        </EmptyState>
        <div class="mx-auto max-w-post">
          <Suggestions updates={updates} />
        </div>
      </Match>
      <Match when={updates.posts.items()}>
        <SavedNotice />
        <div role="group" aria-label={t().title} class="mb-4 flex rounded-md bg-sunken p-1 lg:hidden">
          <For each={VIEWS}>
            {(one) => (
              <button
                type="button"
                aria-pressed={view() === one}
                onClick={() => setView(one)}
                class="flex min-h-11 flex-1 items-center justify-center gap-2 rounded-sm text-sm text-muted aria-pressed:bg-surface aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-lift"
              >
                {t().views[one]}
                <Show when={one === 'posts' && updates.unread()}>
                  {(unread) => <span class="text-accent">{ui.format.number(unread())}</span>}
                </Show>
              </button>
            )}
          </For>
        </div>
        <div class="grid grid-cols-1 gap-x-16 lg:grid-cols-[minmax(0,26rem)_minmax(0,38rem)] lg:justify-between">
          <div
            class="lg:self-start"
            classList={{
              'max-lg:hidden': view() !== 'channels',
              'lg:sticky lg:top-8': updates.channels().length <= FITTING,
            }}
          >
            <FollowedChannels updates={updates} />
          </div>
          <div class="min-w-0" classList={{ 'max-lg:hidden': view() !== 'posts' }}>
            <Timeline updates={updates} />
          </div>
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
