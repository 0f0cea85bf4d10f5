import { LANGUAGES } from '@carillon/contract/lists'
import Languages from 'lucide-solid/icons/languages'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, For, Show } from 'solid-js'
import { produce } from 'solid-js/store'
import { useWords } from '../../interface.ts'
import { notify } from '../../parts/notices.tsx'
import type { DraftState } from '../draft.ts'
import { VariantPanel } from './VariantPanel.tsx'
import { noPollWords, type VariantDraft } from './variants.ts'

type VariantsProps = {
  state: DraftState
  /** Which the post is written in first. */
  written: string | null
  /** How long a text may be. */
  max: number
  error: (path: string) => string | undefined
}

/** The further languages of a post. */
export function VariantsField(props: VariantsProps) {
  const ui = useWords()
  const variants = () => props.state.draft.variants
  const setVariants = (next: VariantDraft[]) => props.state.setDraft({ variants: next })
  const left = createMemo(() => {
    const taken = new Set([props.written, ...variants().map(({ language }) => language)])
    return ui.format.named(
      LANGUAGES.filter((language) => !taken.has(language)),
      ui.format.language,
    )
  })
  let picker!: HTMLSelectElement
  const add = (language: string) => {
    if (language) setVariants([...variants(), { language, text: '', alts: {}, poll: noPollWords() }])
    picker.value = ''
  }
  const change = (at: number, changes: Partial<VariantDraft>) =>
    props.state.setDraft(produce((draft) => void Object.assign(draft.variants[at]!, changes)))
  const remove = (variant: VariantDraft) => {
    const before = [...variants()]
    setVariants(before.filter((other) => other !== variant))
    const action = { label: ui.t.variants.undo, run: () => setVariants(before) }
    notify(ui.t.variants.removed(ui.format.language(variant.language)), action)
  }
  return (
    <section class="flex flex-col gap-3">
      <For each={variants()}>
        {(variant, at) => (
          <VariantPanel
            variant={variant}
            draft={props.state.draft}
            max={props.max}
            error={(path) => props.error(`content.variants.${at()}.${path}`)}
            onChange={(changes) => change(at(), changes)}
            onRemove={() => remove(variant)}
          />
        )}
      </For>
      <Show when={left().length > 0 && variants().length < 10}>
        <span class="relative inline-flex self-start rounded-md focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
          <span
            aria-hidden="true"
            class="inline-flex min-h-11 items-center gap-2 rounded-md px-2.5 text-sm font-semibold text-accent"
          >
            <Show when={variants().length > 0} fallback={<Languages size="1.25em" />}>
              <Plus size="1.25em" />
            </Show>
            {variants().length > 0 ? ui.t.variants.add : ui.t.variants.title}
          </span>
          <select
            ref={picker}
            aria-label={ui.t.variants.add}
            title={ui.t.variants.hint}
            class="absolute inset-0 w-full cursor-pointer opacity-0"
            onChange={(event) => add(event.currentTarget.value)}
          >
            <option value="">{ui.t.variants.add}</option>
            <For each={left()}>{({ code, name }) => <option value={code}>{name}</option>}</For>
          </select>
        </span>
      </Show>
    </section>
  )
}
