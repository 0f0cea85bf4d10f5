import { Show } from 'solid-js'
import type { Channel } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { link } from '../site/links.ts'
import type { Following } from './createFollowing.ts'
import { ShareMenu } from './ShareMenu.tsx'

/** What a reader can do with a channel: follow it with one press, and pass it on. */
export function Actions(props: { channel: Channel; following: Following }) {
  const ui = useWords()
  const t = () => ui.t.site.channel
  const follows = () => props.following.following() === true
  return (
    <div class="flex flex-col gap-2">
      <div class="flex flex-wrap gap-2">
        <Button
          look={follows() ? 'plain' : 'primary'}
          class="min-w-32"
          busy={props.following.busy()}
          disabled={props.channel.archived && !follows()}
          onClick={() => void props.following.change(!follows())}
        >
          {follows() ? t().unfollow : t().follow}
        </Button>
        <Show when={props.channel.access === 'open'}>
          <ShareMenu channel={props.channel} />
        </Show>
      </div>
      <div role="status" class="text-sm text-pretty">
        <Show when={follows()}>
          <p>{t().followingThis}</p>
          <p class="flex flex-wrap gap-x-4">
            <a href={link(ui.locale, '/updates')} class="link">
              {t().toUpdates}
            </a>
            <a href={link(ui.locale, '/you#notifications')} class="link">
              {t().notifyMe}
            </a>
          </p>
        </Show>
        <Show when={!follows() && props.following.changed()}>{t().unfollowed(props.channel.name)}</Show>
      </div>
      <Alert>{props.following.problem()}</Alert>
      <p class="text-xs text-muted">{t().retention(props.channel.retentionDays)}</p>
      <Show when={!props.channel.sharing}>
        <p class="text-xs text-pretty text-muted">{ui.t.site.share.unwanted}</p>
      </Show>
    </div>
  )
}
