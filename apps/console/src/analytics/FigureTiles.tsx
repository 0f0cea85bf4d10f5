import type { Figures } from '@carillon/contract'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { For, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { changeFrom } from './change.ts'
import { analyticsFormat } from './format.ts'

type Counted = { now: Figures; before: Figures }

/** What a span came to, beside the one before it. */
export function FigureTiles(props: Counted) {
  const ui = useWords()
  const t = () => ui.t.analytics
  const { signed, fine, mediumDay } = analyticsFormat(ui.locale)
  const number = (value: number) => ui.format.number(value)
  const sums = ['views', 'reactions', 'votes', 'forwards', 'clicks', 'mutes'] as const
  return (
    <dl class="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <Tile term={t().figures.followers} value={number(props.now.followers)}>
        <Line>{t().net(signed(props.now.gained - props.now.lost))}</Line>
        <Line>
          {signed(props.now.gained)} / {signed(-props.now.lost)}
        </Line>
      </Tile>
      <Tile term={t().figures.reach} value={number(props.now.reach)}>
        <Line>{t().reachHint}</Line>
        <Line>{t().reachFollowers(number(props.now.reachFollowers))}</Line>
        <Show when={props.now.best}>
          {(best) => <Line>{t().best(number(best().readers), mediumDay(best().day))}</Line>}
        </Show>
        <Change now={props.now.reach} before={props.before.reach} />
      </Tile>
      <Tile
        term={t().figures.viewsPerPost}
        value={props.now.viewsPerPost === null ? '–' : fine(props.now.viewsPerPost)}
      >
        <Line>{t().postsOf(props.now.posts)}</Line>
        <Show when={props.now.viewsPerPost !== null}>
          <Change now={props.now.viewsPerPost!} before={props.before.viewsPerPost ?? 0} fine />
        </Show>
      </Tile>
      <Show when={props.now.notified !== null}>
        <Tile term={t().figures.notified} value={ui.format.percent(props.now.notified!)}>
          <Line>{t().notifiedHint}</Line>
        </Tile>
      </Show>
      <For each={sums}>
        {(figure) => (
          <Tile term={t().figures[figure]} value={number(props.now[figure])}>
            <Change now={props.now[figure]} before={props.before[figure]} />
          </Tile>
        )}
      </For>
    </dl>
  )
}

export function Tile(props: { term: string; value: string; children?: JSX.Element }) {
  return (
    <div class="card flex min-w-0 flex-col gap-0.5 p-3 sm:p-4">
      <dt class="text-sm text-muted">{props.term}</dt>
      <dd class="font-serif text-xl font-semibold tabular-nums">{props.value}</dd>
      {props.children}
    </div>
  )
}

export function Line(props: { children: JSX.Element }) {
  return <dd class="text-xs text-pretty text-muted tabular-nums">{props.children}</dd>
}

function Change(props: { now: number; before: number; fine?: boolean }) {
  const ui = useWords()
  const { change, fine } = analyticsFormat(ui.locale)
  const share = () => changeFrom(props.before, props.now)
  return (
    <dd class="flex flex-wrap items-center gap-x-2 text-xs text-muted tabular-nums">
      <Show when={share()}>
        {(by) => (
          <span class="inline-flex items-center gap-0.5 font-semibold text-ink">
            <Show when={by() > 0} fallback={<ArrowDown size="1em" aria-hidden="true" />}>
              <ArrowUp size="1em" aria-hidden="true" />
            </Show>
            {change(by())}
          </span>
        )}
      </Show>
      {ui.t.analytics.before(props.fine ? fine(props.before) : ui.format.number(props.before))}
    </dd>
  )
}
