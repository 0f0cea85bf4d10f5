import { Alert, Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check, Choices } from '../parts/choices.tsx'
import { notify } from '../parts/notices.tsx'
import { Section } from '../parts/Section.tsx'
import { keepChannel, useChannel } from './channel.ts'
import { ReactionList } from './ReactionList.tsx'

/** What a list begins with. */
const COMMON = ['👍', '❤️', '😂', '😮', '😢', '🙏']

type Kind = 'any' | 'chosen' | 'none'

/** What the readers of a channel may do with its posts: react, share, save. */
export function ReaderSettings() {
  const ui = useWords()
  const t = () => ui.t.readers
  const channel = useChannel()
  const { reactions, sharing } = channel()
  const [isEmpty, setEmpty] = createSignal(false)
  const initial = {
    kind: (reactions === null ? 'any' : reactions.length > 0 ? 'chosen' : 'none') as Kind,
    chosen: reactions?.length ? reactions : COMMON,
    sharing,
  }
  const form = createForm(initial, async ({ kind, chosen, sharing }) => {
    setEmpty(kind === 'chosen' && chosen.length === 0)
    if (isEmpty()) return
    const allowed = { any: null, chosen, none: [] }[kind]
    keepChannel(await api.channels.edit.mutate({ handle: channel().handle, reactions: allowed, sharing }))
    notify(ui.t.shell.saved)
  })
  return (
    <Section title={t().setting}>
      <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <Choices
          legend={t().reactions}
          value={form.values.kind}
          onValue={(kind) => form.set('kind', kind as Kind)}
          options={[
            { value: 'any', label: t().any, hint: t().anyHint },
            { value: 'chosen', label: t().chosen, hint: t().chosenHint },
            { value: 'none', label: t().none, hint: t().noneHint },
          ]}
        />
        <Show when={form.values.kind === 'chosen'}>
          <ReactionList emoji={form.values.chosen} onChange={(chosen) => form.set('chosen', chosen)} />
        </Show>
        <Check
          label={t().sharing}
          hint={t().sharingHint}
          checked={form.values.sharing}
          onChecked={(sharing) => form.set('sharing', sharing)}
        />
        <Alert>{isEmpty() ? t().empty : form.message()}</Alert>
        <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
          {ui.t.shell.save}
        </Button>
      </form>
    </Section>
  )
}
