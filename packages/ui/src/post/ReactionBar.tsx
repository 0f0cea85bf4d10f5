import type { ReactionCounts } from '@carillon/contract'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Alert } from '../forms/Alert.tsx'
import { ReactIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'

/** It brings two thousand emoji along: only those who open it load it. */
const ReactionPicker = lazy(() => import('./ReactionPicker.tsx'))

/** So many stand there before one asks for all. */
const SHOWN = 8

/** What a post was reacted with, where it is more than shown. */
export type ReactionPart = {
  counts: ReactionCounts
  /** What the reader themselves chose. */
  mine?: string | null
  /** What may be chosen: any emoji (`null`), these, or none. */
  allowed?: string[] | null
  /** Where readers react; `null` withdraws. Rejects with an error whose message, if it has one, is for them. */
  react?: (emoji: string | null) => Promise<void>
}

/** Each emoji with how often it was chosen, to be chosen as well; and a button for others. */
export function ReactionBar(props: { part: ReactionPart }) {
  const ui = useMessages()
  const t = () => ui.t.reactions
  const [open, setOpen] = createSignal(false)
  const [all, setAll] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const [failure, setFailure] = createSignal<string>()
  let opener: HTMLButtonElement | undefined
  const mine = () => props.part.mine ?? null
  const isOpenTo = (emoji: string) => props.part.allowed?.includes(emoji) ?? true
  /** One's own is always among them. */
  const shown = () => props.part.counts.filter(({ emoji }, at) => all() || at < SHOWN || emoji === mine())
  const hidden = () => props.part.counts.length - shown().length

  async function react(emoji: string | null): Promise<void> {
    setFailure(undefined)
    setSaid('')
    try {
      await props.part.react?.(emoji)
      setSaid(emoji === null ? t().withdrawn : t().done(emoji))
    } catch (error) {
      setFailure(`${t().failed} ${(error instanceof Error && error.message) || ui.t.state.offline}`)
    }
  }
  function close(): void {
    setOpen(false)
    opener?.focus()
  }
  const choose = (emoji: string) => {
    close()
    void react(emoji === mine() ? null : emoji)
  }

  return (
    <div class="relative flex flex-col gap-2">
      <div role="group" aria-label={t().title} class="flex flex-wrap items-center gap-1.5">
        <For each={shown().map(({ emoji }) => emoji)}>
          {(emoji) => {
            const count = () => props.part.counts.find((one) => one.emoji === emoji)?.count ?? 0
            const pill = () => (
              <>
                <span class="text-lg leading-none" aria-hidden="true">
                  {emoji}
                </span>
                <span aria-hidden="true">{ui.format.number(count())}</span>
                <span class="sr-only">{t().count(emoji, count())}</span>
              </>
            )
            return (
              <Show when={props.part.react} fallback={<span class={pillClass}>{pill()}</span>}>
                <button
                  type="button"
                  class={`${pillClass} ${pressedClass}`}
                  aria-pressed={emoji === mine()}
                  disabled={emoji !== mine() && !isOpenTo(emoji)}
                  onClick={() => void react(emoji === mine() ? null : emoji)}
                >
                  {pill()}
                </button>
              </Show>
            )
          }}
        </For>
        <Show when={hidden() > 0}>
          <button type="button" class={pillClass} aria-label={t().showMore(hidden())} onClick={() => setAll(true)}>
            +{ui.format.number(hidden())}
          </button>
        </Show>
        <Show when={props.part.react && props.part.allowed?.length !== 0}>
          <button
            ref={opener}
            type="button"
            class={`${pillClass} text-lg text-muted hover:text-ink`}
            aria-label={t().react}
            title={t().react}
            aria-expanded={open()}
            onClick={() => setOpen(!open())}
          >
            <ReactIcon />
          </button>
        </Show>
      </div>
      <Show when={open()}>
        <Suspense>
          <ReactionPicker
            allowed={props.part.allowed ?? null}
            mine={mine()}
            opener={opener!}
            onChoose={choose}
            onClose={close}
            onLeave={() => setOpen(false)}
          />
        </Suspense>
      </Show>
      <p role="status" class="sr-only">
        {said()}
      </p>
      <Alert>{failure()}</Alert>
    </div>
  )
}

const pillClass =
  'inline-flex h-9 min-w-11 items-center justify-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-sm tabular-nums'
const pressedClass =
  'hover:border-edge disabled:hover:border-line aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold'
