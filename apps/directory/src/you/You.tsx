import { createSignal, Match, onMount, Show, Switch } from 'solid-js'
import { Alert, ErrorState, Skeleton } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { Country } from './Country.tsx'
import { createMyself } from './createMyself.ts'
import { Devices } from './Devices.tsx'
import { Forget } from './Forget.tsx'
import { Kept } from './Kept.tsx'
import { Notifications } from './Notifications.tsx'
import { Passkeys } from './Passkeys.tsx'
import { TakeAlong } from './TakeAlong.tsx'
import { useYou } from './words.ts'

/** Everything of the reader's own, a section each. */
export function You() {
  const ui = useYou()
  const mine = createMyself(useApi())
  const [isForgotten, setForgotten] = createSignal(false)
  onMount(mine.load)

  async function forgotten(): Promise<void> {
    setForgotten(true)
    await mine.load()
    scrollTo({ top: 0 })
  }

  return (
    <Switch fallback={<Loading />}>
      <Match when={mine.failure()}>
        {(failure) => (
          <ErrorState
            title={ui.t.you.failed}
            detail={failure().code === 'offline' ? ui.t.state.offline : failure().message}
            retry={ui.t.state.retry}
            onRetry={() => void mine.load()}
          />
        )}
      </Match>
      <Match when={mine.me()}>
        {(me) => (
          <>
            <div class="pb-4 empty:hidden">
              <Alert tone="good">{isForgotten() && !me().known && ui.t.you.forget.done}</Alert>
            </div>
            <Kept me={me()} />
            <Notifications known={me().known} />
            <Devices me={me()} set={mine.set} />
            <Passkeys me={me()} set={mine.set} />
            <Country />
            <TakeAlong me={me()} reload={mine.load} />
            <Show when={me().known}>
              <Forget done={() => void forgotten()} />
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}

function Loading() {
  const ui = useYou()
  return (
    <div class="flex flex-col gap-6 border-t border-line py-8" aria-busy="true">
      <p role="status" class="sr-only">
        {ui.t.state.loading}
      </p>
      <Skeleton class="h-6 w-48" />
      <Skeleton class="h-4 w-full max-w-post" />
      <Skeleton class="h-4 w-2/3 max-w-post" />
    </div>
  )
}
