import { ErrorState, Skeleton } from '@carillon/ui'
import { Navigate, useLocation, type RouteSectionProps } from '@solidjs/router'
import { createMemo, Match, Show, Suspense, Switch } from 'solid-js'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { RowsSkeleton } from '../parts/Loaded.tsx'
import { useMe } from '../queries.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { ChannelSwitcher } from './ChannelSwitcher.tsx'
import { ChannelTabs, SideNavigation } from './Navigation.tsx'
import { placeOf } from './place.ts'
import { SkipLink } from './SkipLink.tsx'

/** The console of a signed-in account: who isn't is sent to sign in, and comes back. */
export function Shell(props: RouteSectionProps) {
  const ui = useWords()
  const me = useMe()
  const location = useLocation()
  const back = createMemo(() => `/sign-in?to=${encodeURIComponent(placeOf(location.pathname))}`)
  return (
    <Switch fallback={<Frame {...props} />}>
      <Match when={me.isPending}>
        <div class="mx-auto max-w-page p-6">
          <Skeleton class="mb-6 h-8 w-40" />
          <RowsSkeleton />
        </div>
      </Match>
      <Match when={me.isError}>
        <ErrorState
          title={ui.t.state.failed}
          detail={asFailure(me.error).message}
          retry={ui.t.state.retry}
          onRetry={() => void me.refetch()}
        />
      </Match>
      <Match when={me.data === null}>
        <Navigate href={back()} />
      </Match>
    </Switch>
  )
}

function Frame(props: RouteSectionProps) {
  const channel = () => /^\/console\/c\/([^/]+)/.exec(props.location.pathname)?.[1]
  return (
    <div class="mx-auto flex min-h-dvh max-w-[96rem] flex-col md:grid md:grid-cols-[17rem_minmax(0,1fr)]">
      <SkipLink />
      <aside class="sticky top-0 z-20 flex items-center gap-2 border-b border-line bg-paper px-4 py-2 md:h-dvh md:flex-col md:items-stretch md:gap-4 md:border-e md:border-b-0 md:p-4">
        <Brand />
        <ChannelSwitcher handle={channel()} />
        <SideNavigation handle={channel()} />
        <AccountMenu />
      </aside>
      <main id="content" tabindex="-1" class="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none md:px-8 md:pt-8 md:pb-12">
        <Suspense fallback={<RowsSkeleton />}>{props.children}</Suspense>
      </main>
      <Show when={channel()}>{(handle) => <ChannelTabs handle={handle()} />}</Show>
    </div>
  )
}
