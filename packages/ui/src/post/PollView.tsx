import type { Poll, PollResults } from '@carillon/contract'
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js'
import { Alert } from '../forms/Alert.tsx'
import { useMessages } from '../interface.tsx'
import type { MarksOf } from './marks.ts'
import { PollBallot } from './PollBallot.tsx'
import { PollBars } from './PollBars.tsx'
import { PollFacts } from './PollFacts.tsx'

/** What a poll has come to and what may be done with it, where it is more than shown. */
export type PollPart = {
  /** `undefined` until they are there. */
  results: PollResults | undefined
  /** Why they aren't. */
  failure?: string | undefined
  reload?: () => void
  /** Where readers vote. Rejects with an error whose message, if it has one, is for them. */
  vote?: (options: number[]) => Promise<void>
}

/** A poll as its readers see it: a ballot until they have voted, bars after that. */
export function PollView(props: {
  poll: Poll
  part: PollPart | undefined
  marksOf: MarksOf
  language?: string | null | undefined
}) {
  const ui = useMessages()
  const t = () => ui.t.poll
  const [wish, setWish] = createSignal<'ballot' | 'bars'>()
  const [said, setSaid] = createSignal('')
  let bars: HTMLElement | undefined
  const results = () => props.part?.results
  const closesAt = () => results()?.closesAt ?? props.poll.closesAt
  const isClosed = () => results()?.voting === 'closed' || (closesAt() ?? Infinity) <= ui.now()
  const mayVote = () => props.part?.vote !== undefined && results()?.voting === 'open' && !isClosed()
  const hasVoted = () => (results()?.mine.length ?? 0) > 0
  const side = () => {
    if (!results()) return 'ballot'
    return mayVote() ? (wish() ?? (hasVoted() ? 'bars' : 'ballot')) : 'bars'
  }

  // It may have closed while it was looked at: what it came to is asked for once more.
  let asked = false
  createEffect(() => {
    if (asked || !isClosed() || !results() || results()?.voting === 'closed') return
    asked = true
    props.part?.reload?.()
  })

  async function vote(options: number[]): Promise<void> {
    setSaid('')
    await props.part?.vote?.(options)
    setWish(undefined)
    setSaid(options.length > 0 ? t().counted : t().withdrawn)
    bars?.focus()
  }
  const go = (to: 'ballot' | 'bars') => {
    setSaid('')
    setWish(to)
  }

  return (
    <div class="flex flex-col gap-3">
      <Switch>
        <Match when={side() === 'ballot'}>
          <PollBallot
            poll={props.poll}
            results={results()}
            marksOf={props.marksOf}
            live={mayVote()}
            busy={props.part?.vote !== undefined && !results() && !props.part.failure}
            onVote={vote}
            onResults={() => go('bars')}
          />
        </Match>
        <Match when={results()}>
          {(known) => (
            <PollBars
              ref={(element) => (bars = element)}
              poll={props.poll}
              results={known()}
              marksOf={props.marksOf}
              language={props.language}
              mayVote={mayVote()}
              onVote={vote}
              onBallot={() => go('ballot')}
            />
          )}
        </Match>
      </Switch>
      <PollFacts poll={props.poll} results={results()} closesAt={closesAt()} isClosed={isClosed()} />
      <p role="status" class="sr-only">
        {said()}
      </p>
      <Show when={props.part?.failure}>
        {(failure) => (
          <Alert>
            {failure()}{' '}
            <Show when={props.part?.reload}>
              {(reload) => (
                <button type="button" class="link min-h-6" onClick={() => reload()()}>
                  {ui.t.state.retry}
                </button>
              )}
            </Show>
          </Alert>
        )}
      </Show>
    </div>
  )
}
