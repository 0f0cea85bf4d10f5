import { Match, Show, Switch } from 'solid-js'
import { Alert, Button, buttonClass, Skeleton } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { createNotifications, type NotificationsHere } from './createNotifications.ts'
import { NotificationTimes } from './NotificationTimes.tsx'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** Turns notifications on and off for this browser, and says when they are to come. */
export function Notifications(props: { known: boolean }) {
  const ui = useYou()
  const t = () => ui.t.you.notifications
  const here = createNotifications(useApi(), t, () => props.known)
  return (
    <Section title={t().title} lead={t().lead}>
      <div id="notifications" class="flex w-full flex-col items-start gap-4">
        <Here here={here} />
        <Alert>{here.problem()}</Alert>
        <Show when={here.standing() === 'on' && here.settings()}>
          {(settings) => <NotificationTimes settings={settings()} saved={here.saved()} change={here.change} />}
        </Show>
      </div>
    </Section>
  )
}

/** How it stands, and what can be done about it. */
function Here(props: { here: NotificationsHere }) {
  const ui = useYou()
  const t = () => ui.t.you.notifications
  const is = props.here.standing
  return (
    <Switch>
      <Match when={is() === 'loading'}>
        <Skeleton class="h-11 w-64" />
      </Match>
      <Match when={is() === 'failed'}>
        <p>{t().notLoaded}</p>
        <Button onClick={() => void props.here.load()}>{t().retry}</Button>
      </Match>
      <Match when={is() === 'unsupported'}>
        <p class="text-pretty">{t().unsupported}</p>
      </Match>
      <Match when={is() === 'install'}>
        <Help what={t().install} how={t().installHelp} />
      </Match>
      <Match when={is() === 'blocked'}>
        <Help what={t().blocked} how={t().blockedHelp} />
      </Match>
      <Match when={is() === 'nobody'}>
        <p class="text-pretty">{t().nobody}</p>
        <a href={link(ui.locale, '/search')} class={buttonClass()}>
          {t().findChannels}
        </a>
      </Match>
      <Match when={is() === 'off'}>
        <p role="status">{props.here.busy() ? t().asking : t().off}</p>
        <Button look="primary" busy={props.here.busy()} onClick={() => void props.here.turnOn()}>
          {t().turnOn}
        </Button>
      </Match>
      <Match when={is() === 'on'}>
        <p role="status">{t().on}</p>
        <Button busy={props.here.busy()} onClick={() => void props.here.turnOff()}>
          {t().turnOff}
        </Button>
      </Match>
    </Switch>
  )
}

function Help(props: { what: string; how: string }) {
  return (
    <div role="status" class="max-w-form text-pretty">
      <p class="font-semibold">{props.what}</p>
      <p class="mt-1 text-muted">{props.how}</p>
    </div>
  )
}
