import { countCharacters, LIMITS } from '@carillon/contract'
import { CharacterCount, controlClass, Field } from '@carillon/ui'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import X from 'lucide-solid/icons/x'
import { Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { isTwice, type PollDraft } from './draft.ts'

type RowProps = {
  poll: PollDraft
  text: string
  at: number
  /** What the marks of the right answer have in common. */
  group: string
  error: string | undefined
  onText: (text: string) => void
  onLines: (lines: string[]) => void
  onNext: () => void
  onRight: () => void
  onRemove: () => void
  onMove: (to: number, part: HTMLElement) => void
}

/** One option: its text, its place, and whether it is right. */
export function OptionRow(props: RowProps) {
  const ui = useWords()
  const t = () => ui.t.polls
  const name = () => t().option(props.at + 1)
  const count = () => props.poll.options.length
  const mayGo = (to: number) => to >= 0 && to < count()
  const error = () => props.error ?? (isTwice(props.poll, props.at) ? t().twice : undefined)

  const onKeyDown: JSX.EventHandler<HTMLInputElement, KeyboardEvent> = (event) => {
    if (event.isComposing) return
    const isLone = !event.ctrlKey && !event.metaKey && !event.shiftKey
    const isLeft = event.key === 'Backspace' && props.text === '' && count() > LIMITS.pollOptionsMin
    const to = event.altKey ? targetOf(event.key) : NaN
    if (event.key === 'Enter' && isLone) props.onNext()
    else if (isLeft) props.onRemove()
    else if (mayGo(to)) props.onMove(to, event.currentTarget)
    else return
    event.preventDefault()
  }
  const onPaste: JSX.EventHandler<HTMLInputElement, ClipboardEvent> = (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? ''
    const lines = pasted.split(/[\r\n]+/).map((line) => line.trim())
    const filled = lines.filter((line) => line !== '')
    if (filled.length < 2) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const before = value.slice(0, selectionStart ?? 0)
    const after = value.slice(selectionEnd ?? value.length)
    props.onLines([before + filled[0], ...filled.slice(1, -1), filled.at(-1)! + after])
  }
  const targetOf = (key: string) => props.at + ({ ArrowUp: -1, ArrowDown: 1 }[key] ?? NaN)

  return (
    <li class="flex items-start gap-1">
      <button
        type="button"
        data-drag
        data-part="drag"
        class={`${smallClass} -ms-2 cursor-grab! touch-none @max-[28rem]:hidden`}
        aria-label={ui.t.attached.drag(name())}
        title={ui.t.attached.dragHint}
        onKeyDown={(event) => {
          const to = targetOf(event.key)
          if (!mayGo(to)) return
          event.preventDefault()
          props.onMove(to, event.currentTarget)
        }}
      >
        <GripVertical size="1.1em" aria-hidden="true" />
      </button>
      <Show when={props.poll.mode === 'quiz'}>
        <span class="flex h-11 w-7 shrink-0 items-center justify-center">
          <input
            type="radio"
            name={props.group}
            class="size-5"
            aria-label={t().right(props.text || name())}
            title={t().right(props.text || name())}
            checked={props.poll.correct === props.at}
            onChange={() => props.onRight()}
          />
        </span>
      </Show>
      <div class="min-w-0 flex-1">
        <Field
          label={name()}
          hideLabel
          error={error()}
          aside={
            <Show when={countCharacters(props.text) > LIMITS.pollOption * 0.8}>
              <CharacterCount text={props.text} max={LIMITS.pollOption} />
            </Show>
          }
        >
          {(control) => (
            <input
              {...control}
              type="text"
              dir="auto"
              data-option
              data-part="text"
              autocomplete="off"
              enterkeyhint="next"
              placeholder={name()}
              class={controlClass}
              value={props.text}
              onInput={(event) => props.onText(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
          )}
        </Field>
      </div>
      <span class="flex shrink-0 -space-x-1">
        <Move to={props.at - 1} can={mayGo} label={ui.t.attached.earlier(name())} part="up" onMove={props.onMove}>
          <ArrowUp size="1.1em" aria-hidden="true" />
        </Move>
        <Move to={props.at + 1} can={mayGo} label={ui.t.attached.later(name())} part="down" onMove={props.onMove}>
          <ArrowDown size="1.1em" aria-hidden="true" />
        </Move>
        <button
          type="button"
          class={smallClass}
          aria-disabled={count() <= LIMITS.pollOptionsMin}
          aria-label={t().remove(name())}
          title={t().remove(name())}
          onClick={() => count() > LIMITS.pollOptionsMin && props.onRemove()}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </span>
    </li>
  )
}

const smallClass =
  'inline-flex h-11 w-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink aria-disabled:opacity-40'

function Move(props: {
  to: number
  can: (to: number) => boolean
  label: string
  part: string
  onMove: RowProps['onMove']
  children: JSX.Element
}) {
  return (
    <button
      type="button"
      class={smallClass}
      data-part={props.part}
      aria-disabled={!props.can(props.to)}
      aria-label={props.label}
      title={props.label}
      onClick={(event) => props.can(props.to) && props.onMove(props.to, event.currentTarget)}
    >
      {props.children}
    </button>
  )
}
