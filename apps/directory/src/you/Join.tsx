import { createSignal, onMount, Show } from 'solid-js'
import type { Myself } from '@carillon/contract'
import { Alert, Button, buttonClass, controlClass, EmptyState, Field } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { createDoing, createMyself } from './createMyself.ts'
import { useYou } from './words.ts'

const LENGTH = 8

/** Takes the code of another device, says what it means for this one, and joins. */
export function Join() {
  const ui = useYou()
  const t = () => ui.t.you.join
  const api = useApi()
  const mine = createMyself(api)
  const doing = createDoing(() => ({ notDone: ui.t.you.notDone, offline: ui.t.state.offline }))
  const [code, setCode] = createSignal(takeCode())
  const [isIncomplete, setIncomplete] = createSignal(false)
  const [joined, setJoined] = createSignal<Myself | null>(null)
  onMount(mine.load)

  async function join(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setIncomplete(code().replace(/[\s-]/g, '').length !== LENGTH)
    if (isIncomplete()) return
    await doing.run(async () => setJoined(await api.mutate('followers.join', { code: code() })))
  }

  return (
    <Show when={!joined()} fallback={<Joined me={joined()!} />}>
      <form class="flex max-w-form flex-col items-start gap-5" noValidate onSubmit={(event) => void join(event)}>
        <div class="w-full sm:w-72">
          <Field label={t().code} hint={t().codeHint} error={isIncomplete() ? t().incomplete : undefined}>
            {(control) => (
              <input
                {...control}
                value={code()}
                autocomplete="one-time-code"
                autocapitalize="characters"
                spellcheck={false}
                maxlength={20}
                class={`${controlClass} font-mono text-xl tracking-widest uppercase`}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <Show when={mine.me()}>
          {(me) => (
            <div class="flex flex-col gap-2 text-pretty">
              <Show when={me().follows > 0} fallback={<p>{t().fresh}</p>}>
                <p>{t().merged(me().follows)}</p>
                <p>{t().mergedRead}</p>
              </Show>
              <p class="text-sm text-muted">{t().trust}</p>
            </div>
          )}
        </Show>
        <Alert>{doing.problem()}</Alert>
        <Button type="submit" look="primary" busy={doing.busy()}>
          {t().go}
        </Button>
      </form>
    </Show>
  )
}

/** A code that came by a link stands behind the `#`, and doesn't stay in the address or the history. */
function takeCode(): string {
  const code = location.hash.slice(1)
  if (code) history.replaceState(null, '', location.pathname)
  return code.slice(0, 20)
}

function Joined(props: { me: Myself }) {
  const ui = useYou()
  const t = () => ui.t.you.join
  return (
    <div role="status">
      <EmptyState title={t().joined} hint={t().joinedHint(props.me.follows)}>
        <a href={link(ui.locale, '/updates')} class={buttonClass('primary')}>
          {t().updates}
        </a>
        <a href={link(ui.locale, '/you')} class="link">
          {t().back}
        </a>
      </EmptyState>
    </div>
  )
}
