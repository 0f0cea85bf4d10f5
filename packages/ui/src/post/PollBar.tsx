import type { Ranges } from '@carillon/contract'
import { Show } from 'solid-js'
import { CheckIcon, CrossIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'
import { Highlight } from './Highlight.tsx'

type BarProps = {
  option: string
  ranges: Ranges
  /** `null` while they are hidden. */
  votes: number | null
  voters: number
  /** Whether some of the options bear a mark, for which all keep room. */
  hasMarks: boolean
  isMine: boolean
  /** Of a quiz whose answer is known. */
  isRight: boolean | undefined
}

/** One option, as wide a part of it filled as of the voters have chosen it. */
export function PollBar(props: BarProps) {
  const ui = useMessages()
  const t = () => ui.t.poll
  const share = () => (props.votes && props.voters ? props.votes / props.voters : 0)
  const isWrong = () => props.isMine && props.isRight === false
  return (
    <li
      class="relative flex min-h-11 items-start gap-3 overflow-hidden rounded-md border px-3 py-2"
      classList={{
        'border-line': !props.isMine && !props.isRight,
        'border-accent': props.isMine && props.isRight === undefined,
        'border-good': props.isRight === true,
        'border-danger': isWrong(),
      }}
    >
      <svg class="absolute inset-0 size-full" aria-hidden="true">
        <rect
          height="100%"
          width={`${share() * 100}%`}
          class="transition-[width] duration-500"
          classList={{
            'fill-sunken': !props.isMine && !props.isRight,
            'fill-accent-soft': props.isMine && props.isRight === undefined,
            'fill-good-soft': props.isRight === true,
            'fill-danger-soft': isWrong(),
          }}
        />
      </svg>
      <Show when={props.hasMarks}>
        <span class="relative mt-1 w-4.5 shrink-0 text-base leading-none" aria-hidden="true">
          <Show when={props.isRight || props.isMine}>
            <Show when={!isWrong()} fallback={<CrossIcon class="text-danger" />}>
              <CheckIcon class={props.isRight ? 'text-good' : 'text-accent'} />
            </Show>
          </Show>
        </span>
      </Show>
      <span class="relative min-w-0 flex-1" classList={{ 'font-semibold': props.isMine }}>
        <Highlight text={props.option} ranges={props.ranges} />
      </span>
      <Show when={props.votes !== null}>
        <span class="relative flex shrink-0 items-baseline gap-x-2 tabular-nums max-sm:flex-col-reverse max-sm:items-end">
          <span class="text-xs text-muted">{t().votes(props.votes ?? 0)}</span>
          <span class="min-w-11 text-end font-semibold">{ui.format.percent(share())}</span>
        </span>
      </Show>
      <Show when={props.isMine}>
        <span class="sr-only">{t().mine}</span>
      </Show>
      <Show when={props.isRight || isWrong()}>
        <span class="sr-only">{props.isRight ? t().right : t().wrong}</span>
      </Show>
    </li>
  )
}
