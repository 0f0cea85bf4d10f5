import { LIMITS } from '@carillon/contract'
import { CharacterCount } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { createUniqueId, For, Show } from 'solid-js'
import { useWords } from '../../interface.ts'
import { TextArea } from '../../parts/fields.tsx'
import type { Draft } from '../draft.ts'
import { PollWordsField } from './PollWordsField.tsx'
import { describedIn, type VariantDraft, variantsOf } from './variants.ts'

type PanelProps = {
  variant: VariantDraft
  draft: Draft
  max: number
  error: (path: string) => string | undefined
  onChange: (changes: Partial<VariantDraft>) => void
  onRemove: () => void
}

/** The words of a post in one more language; what was written first shows through where nothing is. */
export function VariantPanel(props: PanelProps) {
  const ui = useWords()
  const id = createUniqueId()
  const language = () => ui.format.language(props.variant.language)
  const poll = () => (props.draft.attached?.kind === 'poll' ? props.draft.attached.poll : undefined)
  const isEmpty = () => !variantsOf(props.draft).some((variant) => variant.language === props.variant.language)
  return (
    <section aria-labelledby={id} class="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <div class="flex items-center gap-2">
        <h3 id={id} class="flex-1 font-semibold">
          {language()}
        </h3>
        <button
          type="button"
          class="-me-1 inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          aria-label={ui.t.variants.remove(language())}
          title={ui.t.variants.remove(language())}
          onClick={() => props.onRemove()}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </div>
      <Show when={poll()} fallback={<Words {...props} />}>
        {(asked) => (
          <PollWordsField
            poll={asked()}
            words={props.variant.poll}
            language={props.variant.language}
            error={(path) => props.error(`poll.${path}`)}
            onChange={(words) => props.onChange({ poll: words })}
          />
        )}
      </Show>
      <Show when={isEmpty()}>
        <p class="text-sm text-muted">{ui.t.variants.empty}</p>
      </Show>
    </section>
  )
}

/** The text or caption, and what pictures show. */
function Words(props: PanelProps) {
  const ui = useWords()
  const language = () => ui.format.language(props.variant.language)
  const items = () => describedIn(props.draft.attached)
  const altLabel = (kind: 'photo' | 'video', at: number) =>
    items().length === 1 ? ui.t.attached.alt[kind] : ui.t.attached.altOf(ui.t.attached.item[kind](at + 1))
  return (
    <>
      <TextArea
        label={(props.draft.attached ? ui.t.variants.caption : ui.t.variants.text)(language())}
        lang={props.variant.language}
        rows="4"
        placeholder={props.draft.text}
        aside={<CharacterCount text={props.variant.text} max={props.max} />}
        value={props.variant.text}
        onValue={(text) => props.onChange({ text })}
        error={props.error('text')}
      />
      <For each={items()}>
        {(item, at) => (
          <TextArea
            label={ui.t.variants.alt(altLabel(item.kind, at()), language())}
            lang={props.variant.language}
            rows="2"
            placeholder={item.alt}
            aside={
              <Show when={(props.variant.alts[item.id] ?? '').length > LIMITS.altText * 0.8}>
                <CharacterCount text={props.variant.alts[item.id] ?? ''} max={LIMITS.altText} />
              </Show>
            }
            value={props.variant.alts[item.id] ?? ''}
            onValue={(alt) => props.onChange({ alts: { ...props.variant.alts, [item.id]: alt } })}
            error={props.error(`alts.${at()}`)}
          />
        )}
      </For>
    </>
  )
}
