import type { Poll, PollResults } from '@carillon/contract'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Alert } from '../forms/Alert.tsx'
import { useMessages } from '../interface.tsx'
import { Highlight } from './Highlight.tsx'
import type { MarksOf } from './marks.ts'
import { PollBar } from './PollBar.tsx'

type BarsProps = {
  ref: (element: HTMLElement) => void
  poll: Poll
  results: PollResults
  marksOf: MarksOf
  language: string | null | undefined
  mayVote: boolean
  onVote: (options: number[]) => Promise<void>
  onBallot: () => void
}

/** What it has come to, with one's own vote marked; while that is hidden, one's own vote alone. */
export function PollBars(props: BarsProps) {
  const ui = useMessages()
  const t = () => ui.t.poll
  const id = createUniqueId()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const hasVoted = () => props.results.mine.length > 0

  async function withdraw(): Promise<void> {
    if (busy()) return
    setBusy(true)
    setFailure(undefined)
    try {
      await props.onVote([])
    } catch (error) {
      setFailure((error instanceof Error && error.message) || ui.t.state.offline)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div class="flex flex-col gap-3">
      <p id={id} class="font-serif text-lg leading-snug font-semibold whitespace-pre-line">
        <Highlight text={props.poll.question} ranges={props.marksOf(props.poll.question)} />
      </p>
      <ul ref={props.ref} tabindex="-1" aria-labelledby={id} class="flex flex-col gap-2 outline-none">
        <For each={props.poll.options}>
          {(option, at) => (
            <PollBar
              option={option}
              ranges={props.marksOf(option)}
              votes={props.results.options[at()] ?? null}
              voters={props.results.voters ?? 0}
              hasMarks={hasVoted() || props.results.quiz !== null}
              isMine={props.results.mine.includes(at())}
              isRight={props.results.quiz ? props.results.quiz.correct === at() : undefined}
            />
          )}
        </For>
      </ul>
      <Answer poll={props.poll} results={props.results} language={props.language} />
      <Alert>{failure()}</Alert>
      <Show when={props.mayVote}>
        <div class="flex flex-wrap gap-x-4">
          <button type="button" class="link min-h-11 text-sm" onClick={() => props.onBallot()}>
            {hasVoted() ? t().change : t().backToVote}
          </button>
          <Show when={hasVoted()}>
            <button
              type="button"
              class="link min-h-11 text-sm aria-disabled:opacity-60"
              aria-disabled={busy() || undefined}
              onClick={() => void withdraw()}
            >
              {t().withdraw}
            </button>
          </Show>
        </div>
      </Show>
    </div>
  )
}

/** Of a quiz: whether one was right, and why that is so. */
function Answer(props: Pick<BarsProps, 'poll' | 'results' | 'language'>) {
  const ui = useMessages()
  const t = () => ui.t.poll
  return (
    <Show when={props.results.quiz}>
      {(quiz) => {
        const translated = () => quiz().translations.find(({ language }) => language === props.language)
        const isRight = () => props.results.mine.includes(quiz().correct)
        return (
          <div
            class="rounded-md p-3 text-sm"
            classList={{
              'bg-good-soft text-good': isRight(),
              'bg-sunken': !isRight(),
            }}
          >
            <p>
              <Show when={props.results.mine.length > 0}>
                <strong>{isRight() ? t().wasRight : t().wasWrong}</strong>{' '}
              </Show>
              <Show when={!isRight()}>{t().answerIs(props.poll.options[quiz().correct] ?? '')}</Show>
            </p>
            <Show when={translated()?.explanation ?? quiz().explanation}>
              {(explanation) => (
                <p dir="auto" class="mt-1 whitespace-pre-line text-ink">
                  {explanation()}
                </p>
              )}
            </Show>
          </div>
        )
      }}
    </Show>
  )
}
