import { Alert, Field, controlClass } from '@carillon/ui'
import { A, useLocation, useSearchParams } from '@solidjs/router'
import { createMemo, For, Show, type Accessor, type JSX } from 'solid-js'
import { now, useWords } from '../interface.ts'
import { placeOf } from '../shell/place.ts'
import { analyticsFormat } from './format.ts'
import { dayAt, spanIn, SPANS, type Chosen, type SpanParams } from './span.ts'

/** The span that is looked at; it stands in the address. */
export function useSpan(): Accessor<Chosen> {
  const [params] = useSearchParams<SpanParams>()
  const today = createMemo(() => dayAt(now()))
  return createMemo(() => spanIn({ days: params.days, from: params.from, to: params.to }, today()))
}

export function SpanPicker(props: { chosen: Chosen }) {
  const ui = useWords()
  const location = useLocation()
  const [params, setParams] = useSearchParams<SpanParams>()
  const { mediumDay } = analyticsFormat(ui.locale)
  const isOwn = () => params.from !== undefined || params.to !== undefined
  const path = () => placeOf(location.pathname)
  const own = () => `${path()}?from=${props.chosen.span.from}&to=${props.chosen.span.to}`
  const set = (part: SpanParams) =>
    setParams(
      { from: params.from ?? props.chosen.span.from, to: params.to ?? props.chosen.span.to, ...part, days: null },
      { replace: true, scroll: false },
    )
  return (
    <div class="flex flex-col gap-3">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav
          aria-label={ui.t.analytics.span}
          class="inline-flex max-w-full flex-wrap rounded-md border border-edge p-0.5"
        >
          <For each={SPANS}>
            {(days) => (
              <Choice href={`${path()}?days=${days}`} chosen={!isOwn() && props.chosen.days === days}>
                {days === 365 ? ui.t.analytics.year : ui.t.analytics.days(days)}
              </Choice>
            )}
          </For>
          <Choice href={own()} chosen={isOwn()}>
            {ui.t.analytics.chosen}
          </Choice>
        </nav>
        <p class="text-sm text-muted">
          {ui.t.analytics.spanIs(mediumDay(props.chosen.span.from), mediumDay(props.chosen.span.to))}
        </p>
      </div>
      <Show when={isOwn()}>
        <div class="grid max-w-form grid-cols-2 gap-3">
          <For each={['from', 'to'] as const}>
            {(end) => (
              <Field label={ui.t.analytics[end]}>
                {(control) => (
                  <input
                    {...control}
                    type="date"
                    class={controlClass}
                    max={dayAt(now())}
                    value={params[end] ?? props.chosen.span[end]}
                    onChange={(event) => event.currentTarget.value && set({ [end]: event.currentTarget.value })}
                  />
                )}
              </Field>
            )}
          </For>
        </div>
        <Show when={props.chosen.wrong}>{(wrong) => <Alert>{ui.t.analytics.wrong[wrong()]}</Alert>}</Show>
      </Show>
    </div>
  )
}

function Choice(props: { href: string; chosen: boolean; children: JSX.Element }) {
  return (
    <A
      href={props.href}
      noScroll
      replace
      aria-current={props.chosen ? 'true' : undefined}
      class="inline-flex min-h-10 items-center rounded-sm px-3 text-sm font-semibold"
      classList={{ 'bg-accent-soft text-accent': props.chosen, 'text-muted hover:bg-sunken': !props.chosen }}
    >
      {props.children}
    </A>
  )
}
