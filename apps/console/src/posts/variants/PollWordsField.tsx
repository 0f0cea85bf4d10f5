import { LIMITS } from '@carillon/contract'
import { CharacterCount } from '@carillon/ui'
import { For, Show } from 'solid-js'
import { useWords } from '../../interface.ts'
import { TextArea, TextField } from '../../parts/fields.tsx'
import { filledPlaces, type PollDraft } from '../../polls/draft.ts'
import type { PollWords } from './variants.ts'

type FieldProps = {
  poll: PollDraft
  words: PollWords
  language: string
  error: (path: string) => string | undefined
  onChange: (words: PollWords) => void
}

/** A poll's question and options in one more language; what is left empty is asked as it was written first. */
export function PollWordsField(props: FieldProps) {
  const ui = useWords()
  const change = (changes: Partial<PollWords>) => props.onChange({ ...props.words, ...changes })
  const changeOption = (at: number, option: string) => {
    const options = Array.from({ length: Math.max(at + 1, props.words.options.length) }, (_, place) =>
      place === at ? option : (props.words.options[place] ?? ''),
    )
    change({ options })
  }
  return (
    <>
      <TextArea
        label={ui.t.polls.question}
        lang={props.language}
        rows="2"
        placeholder={props.poll.question}
        value={props.words.question}
        onValue={(question) => change({ question })}
        error={props.error('question')}
        aside={<CharacterCount text={props.words.question} max={LIMITS.pollQuestion} />}
      />
      <For each={filledPlaces(props.poll)}>
        {(place, at) => (
          <TextField
            label={ui.t.polls.option(at() + 1)}
            lang={props.language}
            placeholder={props.poll.options[place]}
            value={props.words.options[place] ?? ''}
            onValue={(option) => changeOption(place, option)}
            error={props.error(`options.${at()}`)}
          />
        )}
      </For>
      <Show when={props.poll.mode === 'quiz'}>
        <TextArea
          label={ui.t.polls.explanation}
          lang={props.language}
          rows="2"
          placeholder={props.poll.explanation}
          value={props.words.explanation}
          onValue={(explanation) => change({ explanation })}
          error={props.error('explanation')}
          aside={<CharacterCount text={props.words.explanation} max={LIMITS.pollExplanation} />}
        />
      </Show>
    </>
  )
}
