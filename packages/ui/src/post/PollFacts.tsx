import type { Poll, PollResults } from '@carillon/contract'
import { Show } from 'solid-js'
import { useMessages } from '../interface.tsx'

type FactsProps = {
  poll: Poll
  results: PollResults | undefined
  closesAt: number | null
  isClosed: boolean
}

/** How many have voted, until when one can, what kind of poll it is, and why something isn't seen or can't be done. */
export function PollFacts(props: FactsProps) {
  const ui = useMessages()
  const t = () => ui.t.poll
  const voters = () => {
    const count = props.results?.voters
    return count == null ? undefined : count > 0 ? t().voters(count) : t().noVotes
  }
  /** Of one that isn't published yet, as if it were now. */
  const closesAt = () => props.closesAt ?? (props.poll.openFor === null ? null : ui.now() + props.poll.openFor * 1_000)
  const isOpenToAll = () => props.poll.voters === 'anyone'
  const isHidden = () => props.results?.voters == null && !props.isClosed
  const hint = () => {
    if (props.results?.voting === 'followers') return t().followersOnly
    if (!isHidden()) return undefined
    if (props.poll.results === 'voted') return t().hiddenUntilVoted
    return props.poll.results === 'closed' ? t().hiddenUntilClosed : undefined
  }
  const isFinal = () => !props.isClosed && (!props.poll.changeable || props.poll.mode === 'quiz')
  return (
    <div class="flex flex-col gap-1 text-xs text-muted">
      <p class="flex flex-wrap gap-x-3">
        <Show when={voters()}>{(count) => <span>{count()}</span>}</Show>
        <Show when={closesAt()}>
          {(at) => (
            <span title={ui.format.moment(at())}>
              {props.isClosed
                ? t().closedAt(ui.format.relative(at(), ui.now()))
                : t().closes(ui.format.until(at(), ui.now()))}
            </span>
          )}
        </Show>
        <span title={isOpenToAll() ? t().openDetail : t().followersOnly}>
          {isOpenToAll() ? t().open : t().followers}
        </span>
      </p>
      <Show when={hint()}>
        <p>{hint()}</p>
      </Show>
      <Show when={props.poll.quiz}>
        {(quiz) => (
          <p dir="auto">
            {t().answerIs(props.poll.options[quiz().correct] ?? '')}
            <Show when={quiz().explanation}> {quiz().explanation}</Show>
          </p>
        )}
      </Show>
      <Show when={isFinal()}>
        <p>{t().final}</p>
      </Show>
    </div>
  )
}
