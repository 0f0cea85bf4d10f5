import { LIMITS } from '@carillon/contract'
import { CharacterCount } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { SelectField, TextArea } from '../parts/fields.tsx'
import { ClosingField } from './ClosingField.tsx'
import type { PollDraft } from './draft.ts'
import { OptionsField } from './OptionsField.tsx'

export type PollFieldProps = {
  poll: PollDraft
  onChange: (poll: PollDraft) => void
  onRemove: () => void
  /** What the server said of a part of it, by its path. */
  error: (path: string) => string | undefined
}

/** Writes a poll: what is asked, what can be answered, and by which rules. */
export function PollField(props: PollFieldProps) {
  const ui = useWords()
  const t = () => ui.t.polls
  const change = (changes: Partial<PollDraft>) => props.onChange({ ...props.poll, ...changes })
  const choices = <Code extends string>(names: Record<Code, string>) =>
    (Object.entries(names) as [Code, string][]).map(([code, name]) => ({ code, name }))
  const isQuiz = () => props.poll.mode === 'quiz'
  return (
    <section aria-label={t().title} class="flex flex-col gap-4 rounded-md border border-line p-3 @min-[28rem]:p-4">
      <div class="-mb-2 flex items-center gap-2">
        <h3 class="flex-1 font-semibold">{t().title}</h3>
        <button
          type="button"
          class="-me-1 inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          aria-label={t().removePoll}
          title={t().removePoll}
          onClick={() => props.onRemove()}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </div>
      <TextArea
        label={t().question}
        rows="2"
        value={props.poll.question}
        onValue={(question) => change({ question })}
        error={props.error('question')}
        aside={<CharacterCount text={props.poll.question} max={LIMITS.pollQuestion} />}
      />
      <OptionsField poll={props.poll} onChange={props.onChange} error={props.error} />
      <Show when={isQuiz()}>
        <TextArea
          label={t().explanation}
          hint={t().explanationHint}
          rows="2"
          value={props.poll.explanation}
          onValue={(explanation) => change({ explanation })}
          error={props.error('explanation')}
          aside={<CharacterCount text={props.poll.explanation} max={LIMITS.pollExplanation} />}
        />
      </Show>
      <div class="grid gap-4 @min-[28rem]:grid-cols-2">
        <SelectField
          label={t().mode}
          value={props.poll.mode}
          options={choices(t().modes)}
          onValue={(mode) => change({ mode: mode as PollDraft['mode'] })}
        />
        <SelectField
          label={t().results}
          value={props.poll.results}
          options={choices(t().resultsShown)}
          onValue={(results) => change({ results: results as PollDraft['results'] })}
        />
        <SelectField
          label={t().voters}
          hint={props.poll.voters === 'followers' ? t().votersHint : undefined}
          value={props.poll.voters}
          options={choices(t().votersAre)}
          onValue={(voters) => change({ voters: voters as PollDraft['voters'] })}
        />
        <ClosingField
          seconds={props.poll.openFor}
          onSeconds={(openFor) => change({ openFor })}
          error={props.error('openFor')}
        />
      </div>
      <Show when={!isQuiz()}>
        <Check
          label={t().changeable}
          hint={t().changeableHint}
          checked={props.poll.changeable}
          onChecked={(changeable) => change({ changeable })}
        />
      </Show>
      <p class="text-sm text-muted">{t().fixed}</p>
    </section>
  )
}
