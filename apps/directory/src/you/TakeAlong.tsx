import { createSignal, For, Show } from 'solid-js'
import type { ImportedFollows, Myself } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { createDoing } from './createMyself.ts'
import { handlesIn } from './file.ts'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** What is followed, as a file; and following what is in one. */
export function TakeAlong(props: { me: Myself; reload: () => Promise<void> }) {
  const ui = useYou()
  const t = () => ui.t.you.file
  const api = useApi()
  const doing = createDoing(() => ({ notDone: ui.t.you.notDone, offline: ui.t.state.offline }))
  const [outcome, setOutcome] = createSignal<ImportedFollows | null>(null)
  const [isUnreadable, setUnreadable] = createSignal(false)
  let chosen!: HTMLInputElement

  const save = () =>
    doing.run(async () => {
      const follows = await api.query('followers.export', undefined)
      const anchor = document.createElement('a')
      anchor.href = URL.createObjectURL(new Blob([JSON.stringify(follows, null, 2)], { type: 'application/json' }))
      anchor.download = `${location.hostname}-follows.json`
      anchor.click()
      URL.revokeObjectURL(anchor.href)
    })

  async function load(): Promise<void> {
    const [file] = chosen.files ?? []
    chosen.value = ''
    if (!file) return
    setOutcome(null)
    const handles = handlesIn(await file.text())
    setUnreadable(handles === null)
    if (!handles) return
    await doing.run(async () => {
      setOutcome(await api.mutate('followers.import', { handles }))
      await props.reload()
    })
  }

  return (
    <Section title={t().title} lead={t().lead}>
      <Alert>{isUnreadable() ? t().unreadable : doing.problem()}</Alert>
      <Show when={outcome()}>{(done) => <Outcome done={done()} />}</Show>
      <div class="flex flex-wrap gap-2">
        <Show when={props.me.follows > 0}>
          <Button busy={doing.busy()} onClick={() => void save()}>
            {t().save}
          </Button>
        </Show>
        <Button busy={doing.busy()} onClick={() => chosen.click()}>
          {t().load}
        </Button>
        <input
          ref={chosen}
          type="file"
          accept="application/json,.json"
          class="hidden"
          aria-label={t().load}
          onChange={() => void load()}
        />
      </div>
    </Section>
  )
}

function Outcome(props: { done: ImportedFollows }) {
  const ui = useYou()
  const t = () => ui.t.you.file
  return (
    <div role="status" class="flex w-full flex-col gap-1 rounded-md bg-good-soft p-3 text-sm text-good">
      <p>{t().followed(props.done.followed.length)}</p>
      <Show when={props.done.already.length}>
        <p>{t().already(props.done.already.length)}</p>
      </Show>
      <Show when={props.done.missing.length}>
        <p>{t().missing(props.done.missing.length)}</p>
        <ul class="max-h-40 overflow-auto ps-4">
          <For each={props.done.missing}>{(handle) => <li class="list-disc break-all">@{handle}</li>}</For>
        </ul>
      </Show>
    </div>
  )
}
