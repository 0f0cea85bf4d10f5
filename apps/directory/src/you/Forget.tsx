import { For } from 'solid-js'
import { useApi } from '../site/island.tsx'
import { Confirm } from './Confirm.tsx'
import { forgetHere } from './forgetHere.ts'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** Deletes everything, after saying what that is. */
export function Forget(props: { done: () => void }) {
  const ui = useYou()
  const t = () => ui.t.you.forget
  const api = useApi()

  async function forget(): Promise<void> {
    await api.mutate('followers.forget', undefined)
    await forgetHere()
    props.done()
  }

  return (
    <Section title={t().title} lead={t().lead}>
      <Confirm label={t().start} action={t().sure} run={forget}>
        <p class="font-semibold">{t().goes}</p>
        <ul class="flex flex-col gap-1 ps-5">
          <For each={t().list}>{(what) => <li class="list-disc text-pretty">{what}</li>}</For>
        </ul>
        <p class="text-sm text-pretty text-muted">{t().stays}</p>
      </Confirm>
    </Section>
  )
}
