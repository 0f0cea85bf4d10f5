import { LIMITS } from '@carillon/contract'
import { Button } from '@carillon/ui'
import Plus from 'lucide-solid/icons/plus'
import { createUniqueId, Index, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { createOrder } from '../posts/attached/order.ts'
import { addOption, moveOption, removeOption, setOption, spreadLines } from './draft.ts'
import { OptionRow } from './OptionRow.tsx'
import type { PollFieldProps } from './PollField.tsx'

/** What can be answered, in its order; of a quiz, which of it is right. */
export function OptionsField(props: Pick<PollFieldProps, 'poll' | 'onChange' | 'error'>) {
  const ui = useWords()
  const t = () => ui.t.polls
  const id = createUniqueId()
  let list!: HTMLOListElement
  const order = createOrder((from, to) => props.onChange(moveOption(props.poll, from, to)))
  const count = () => props.poll.options.length
  const isFull = () => count() >= LIMITS.pollOptionsMax
  const focus = (at: number) => list.querySelectorAll<HTMLInputElement>('input[data-option]')[at]?.focus()

  function add(at: number): void {
    if (isFull()) return
    props.onChange(addOption(props.poll, at))
    focus(at)
  }
  function remove(at: number): void {
    props.onChange(removeOption(props.poll, at))
    focus(Math.max(0, at - 1))
  }
  /** To the next one, where it is still empty; else a new one. */
  const goOn = (at: number) => (props.poll.options[at + 1]?.trim() === '' ? focus(at + 1) : add(at + 1))
  function paste(at: number, lines: string[]): void {
    const spread = spreadLines(props.poll, at, lines)
    props.onChange(spread.draft)
    focus(spread.last)
  }

  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="mb-1 text-sm font-semibold">{t().options}</legend>
      <ol
        ref={(element) => {
          list = element
          order.list(element)
        }}
        class="flex flex-col gap-2"
      >
        <Index each={props.poll.options}>
          {(option, at) => (
            <OptionRow
              poll={props.poll}
              text={option()}
              at={at}
              group={id}
              error={props.error(`options.${at}`)}
              onText={(text) => props.onChange(setOption(props.poll, at, text))}
              onLines={(lines) => paste(at, lines)}
              onNext={() => goOn(at)}
              onRight={() => props.onChange({ ...props.poll, correct: at })}
              onRemove={() => remove(at)}
              onMove={(to, part) => {
                order.move(at, to, part)
                list.children[to]?.querySelector<HTMLElement>(`[data-part="${part.dataset['part']}"]`)?.focus()
              }}
            />
          )}
        </Index>
      </ol>
      <p class="sr-only" role="status">
        {order.moved() && ui.t.attached.moved(order.moved()!, count())}
      </p>
      <Show when={props.error('options') ?? props.error('correct')}>
        {(error) => <p class="text-sm text-danger">{error()}</p>}
      </Show>
      <Show when={props.poll.mode === 'quiz' && props.poll.correct === null}>
        <p class="text-sm text-muted">{t().chooseRight}</p>
      </Show>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button class="min-h-9! px-3! text-sm!" disabled={isFull()} onClick={() => add(count())}>
          <Plus size="1.1em" aria-hidden="true" />
          {t().add}
        </Button>
        <span class="text-sm text-muted tabular-nums">{t().count(count(), LIMITS.pollOptionsMax)}</span>
      </div>
      <p class="text-sm text-muted">{t().optionHint}</p>
    </fieldset>
  )
}
