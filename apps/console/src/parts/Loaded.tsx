import { ErrorState, Skeleton } from '@carillon/ui'
import type { UseQueryResult } from '@tanstack/solid-query'
import { For, Match, Switch, type Accessor, type JSX } from 'solid-js'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'

type LoadedProps<T> = {
  query: UseQueryResult<T>
  /** What holds the place meanwhile. */
  skeleton?: JSX.Element
  children: (data: Accessor<T>) => JSX.Element
}

/** Draws what a query brought; while it is on its way its place is held, and when it fails that is said. */
export function Loaded<T>(props: LoadedProps<T>) {
  const ui = useWords()
  const failed = () => props.query.isError && props.query.isLoadingError
  return (
    <Switch>
      <Match when={props.query.isPending}>
        <p class="sr-only" role="status">
          {ui.t.state.loading}
        </p>
        {props.skeleton ?? <RowsSkeleton />}
      </Match>
      <Match when={failed()}>
        <ErrorState
          title={ui.t.state.failed}
          detail={asFailure(props.query.error).message}
          retry={ui.t.state.retry}
          onRetry={() => void props.query.refetch()}
        />
      </Match>
      <Match when={props.query.data !== undefined}>{props.children(() => props.query.data as T)}</Match>
    </Switch>
  )
}

export function RowsSkeleton() {
  return (
    <div aria-hidden="true" class="flex flex-col gap-4 py-2">
      <For each={[1, 2, 3]}>
        {() => (
          <div class="flex items-center gap-3">
            <Skeleton class="size-11 rounded-full!" />
            <div class="flex flex-1 flex-col gap-2">
              <Skeleton class="h-4 w-1/3" />
              <Skeleton class="h-4 w-1/2" />
            </div>
          </div>
        )}
      </For>
    </div>
  )
}
