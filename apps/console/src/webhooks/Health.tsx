import type { Webhook } from '@carillon/contract'
import { WarningIcon } from '@carillon/ui'
import CircleCheck from 'lucide-solid/icons/circle-check'
import CirclePause from 'lucide-solid/icons/circle-pause'
import { Match, Show, Switch } from 'solid-js'
import { useWords } from '../interface.ts'

/** How a webhook is doing. */
export function Health(props: { webhook: Webhook }) {
  const ui = useWords()
  const since = () => props.webhook.failingSince !== null && ui.format.time(props.webhook.failingSince)
  return (
    <div class="flex flex-col gap-0.5 text-sm">
      <Switch
        fallback={
          <p class="flex items-center gap-1.5 text-muted">
            <CircleCheck size="1.1em" aria-hidden="true" class="shrink-0" />
            {ui.t.webhooks.working}
          </p>
        }
      >
        <Match when={props.webhook.paused}>
          <p class="flex items-start gap-1.5 font-semibold" classList={{ 'text-danger': since() !== false }}>
            <CirclePause size="1.1em" aria-hidden="true" class="mt-[0.2em] shrink-0" />
            <Show when={since()} fallback={ui.t.webhooks.paused}>
              {(when) => ui.t.webhooks.pausedFailing(when())}
            </Show>
          </p>
        </Match>
        <Match when={since()}>
          {(when) => (
            <p class="flex items-start gap-1.5 font-semibold text-danger">
              <WarningIcon class="mt-[0.2em]" />
              {ui.t.webhooks.failing(when())}
            </p>
          )}
        </Match>
      </Switch>
      <Show when={props.webhook.previousUntil}>
        {(until) => <p class="text-muted">{ui.t.webhooks.changingOver(ui.format.time(until()))}</p>}
      </Show>
    </div>
  )
}
