import type { Source } from '@carillon/contract'
import { WarningIcon } from '@carillon/ui'
import CircleCheck from 'lucide-solid/icons/circle-check'
import CirclePause from 'lucide-solid/icons/circle-pause'
import { Match, Show, Switch } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords, type Words } from '../interface.ts'

/** How a feed is doing: whether it rests, what is wrong with it, and when it was asked. */
export function Health(props: { source: Source }) {
  const ui = useWords()
  const channel = useChannel()
  const fault = () => faultOf(props.source, ui.t)
  const rests = () => props.source.paused || channel().archived
  const when = (instant: number) => ui.format.relative(instant, ui.now())
  const facts = () => {
    const { checkedAt, nextAt, newsAt } = props.source
    return [
      newsAt === null ? ui.t.sources.noNews : ui.t.sources.news(when(newsAt)),
      ...(checkedAt === null ? [] : [ui.t.sources.checked(when(checkedAt))]),
      ...(rests() ? [] : [ui.t.sources.next(ui.format.until(nextAt, ui.now()))]),
    ]
  }
  return (
    <div class="flex flex-col gap-0.5 text-sm">
      <Switch
        fallback={
          <p class="flex items-center gap-1.5 text-muted">
            <CircleCheck size="1.1em" aria-hidden="true" class="shrink-0" />
            {ui.t.sources.working}
          </p>
        }
      >
        <Match when={rests()}>
          <p class="flex items-center gap-1.5 font-semibold">
            <CirclePause size="1.1em" aria-hidden="true" class="shrink-0" />
            {channel().archived ? ui.t.sources.resting : ui.t.sources.paused}
          </p>
        </Match>
        <Match when={fault()}>{null}</Match>
      </Switch>
      <Show when={fault()}>
        {(words) => (
          <p class="flex items-start gap-1.5 text-pretty" classList={{ 'text-danger': props.source.faults > 0 }}>
            <WarningIcon class="mt-[0.2em]" />
            <span>
              {words()}
              <Show when={props.source.faults > 1}>
                {' '}
                <span class="whitespace-nowrap">({ui.t.sources.inARow(ui.format.number(props.source.faults))})</span>
              </Show>
            </span>
          </p>
        )}
      </Show>
      <p class="text-muted first-letter:uppercase">{facts().join(' · ')}</p>
    </div>
  )
}

const GONE = 410

function faultOf({ fault, faultStatus }: Source, { sources }: Words): string | null {
  if (fault === null) return null
  if (fault !== 'status') return sources.fault[fault]
  if (faultStatus === GONE) return sources.gone
  if (faultStatus === 404) return sources.missing
  return faultStatus === 401 || faultStatus === 403 ? sources.forbidden : sources.status(faultStatus ?? 0)
}
