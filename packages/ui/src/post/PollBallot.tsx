import type { Poll, PollResults } from '@carillon/contract'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Alert } from '../forms/Alert.tsx'
import { Button } from '../forms/Button.tsx'
import { useMessages } from '../interface.tsx'
import { Highlight } from './Highlight.tsx'
import type { MarksOf } from './marks.ts'

type BallotProps = {
  poll: Poll
  results: PollResults | undefined
  marksOf: MarksOf
  /** Whether it takes votes: in a preview, and until it is known whether it does, it is only looked at. */
  live: boolean
  busy: boolean
  onVote: (options: number[]) => Promise<void>
  onResults: () => void
}

/** What can be chosen. */
export function PollBallot(props: BallotProps) {
  const ui = useMessages()
  const t = () => ui.t.poll
  const name = createUniqueId()
  const mine = () => props.results?.mine ?? []
  const [picked, setPicked] = createSignal<number[]>()
  const [sending, setSending] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const chosen = () => picked() ?? mine()
  const several = () => props.poll.mode === 'multiple'

  function pick(option: number, isOn: boolean): void {
    const others = several() ? chosen().filter((other) => other !== option) : []
    setPicked(isOn ? [...others, option].toSorted((a, b) => a - b) : others)
  }
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (sending() || !props.live || chosen().length === 0) return
    setSending(true)
    setFailure(undefined)
    try {
      await props.onVote(chosen())
    } catch (error) {
      setFailure((error instanceof Error && error.message) || ui.t.state.offline)
    } finally {
      setSending(false)
    }
  }

  return (
    <form class="flex flex-col gap-3" onSubmit={send} inert={!props.live} aria-busy={props.busy || undefined}>
      <fieldset class="flex min-w-0 flex-col gap-2">
        <legend class="mb-2 font-serif text-lg leading-snug font-semibold whitespace-pre-line">
          <Highlight text={props.poll.question} ranges={props.marksOf(props.poll.question)} />
          <span class="mt-1 block font-sans text-xs font-normal text-muted">
            {several() ? t().chooseSeveral : t().chooseOne}
          </span>
        </legend>
        <For each={props.poll.options}>
          {(option, at) => (
            <label class="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-edge px-3 py-2 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
              <input
                type={several() ? 'checkbox' : 'radio'}
                name={name}
                class="mt-1 size-4.5 shrink-0 focus-visible:outline-none"
                checked={chosen().includes(at())}
                onChange={(event) => pick(at(), event.currentTarget.checked)}
              />
              <span class="min-w-0 flex-1">
                <Highlight text={option} ranges={props.marksOf(option)} />
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <Alert>{failure()}</Alert>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="primary" busy={sending()} disabled={chosen().length === 0}>
          {t().vote}
        </Button>
        <Show when={mine().length > 0 || props.results?.voters != null}>
          <button type="button" class="link min-h-11 text-sm" onClick={() => props.onResults()}>
            {mine().length > 0 ? t().keep : t().showResults}
          </button>
        </Show>
      </div>
    </form>
  )
}
