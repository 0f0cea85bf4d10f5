import { Show } from 'solid-js'
import type { FollowedChannel } from '@carillon/contract'
import { BellIcon, CheckIcon, CrossIcon, MoreIcon, PinIcon, SilentIcon } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import { Menu, MenuEntry } from '../site/Menu.tsx'
import type { UpdatesModel } from './createUpdates.ts'

type Props = {
  channel: FollowedChannel
  updates: UpdatesModel
  /** Does it, and says so if it fails. */
  act: (what: () => Promise<void>) => void
}

/** What a reader can do with a channel that they follow. */
export function ChannelMenu(props: Props) {
  const ui = useWords()
  const t = () => ui.t.site.updates
  const handle = () => props.channel.handle
  return (
    <Menu label={t().actionsFor(props.channel.name)} face={<MoreIcon />}>
      {(close) => {
        const entry = (what: () => Promise<void>) => () => {
          close()
          props.act(what)
        }
        return (
          <>
            <Show when={props.channel.unread}>
              <MenuEntry onPress={entry(() => props.updates.markRead(handle()))}>
                <CheckIcon />
                {t().markChannelRead}
              </MenuEntry>
            </Show>
            <MenuEntry onPress={entry(() => props.updates.pin(handle(), !props.channel.pinned))}>
              <PinIcon />
              {props.channel.pinned ? t().unpin : t().pin}
            </MenuEntry>
            <MenuEntry onPress={entry(() => props.updates.notify(handle(), !props.channel.notify))}>
              <BellIcon />
              {props.channel.notify ? t().notifyOff : t().notifyOn}
            </MenuEntry>
            <Show
              when={props.channel.mutedUntil === null}
              fallback={
                <MenuEntry onPress={entry(() => props.updates.mute(handle(), null))}>
                  <SilentIcon />
                  {t().unmute}
                </MenuEntry>
              }
            >
              <MenuEntry onPress={entry(() => props.updates.mute(handle(), 'hours'))}>
                <SilentIcon />
                {t().mute.hours}
              </MenuEntry>
              <MenuEntry class="ps-10" onPress={entry(() => props.updates.mute(handle(), 'week'))}>
                {t().mute.week}
              </MenuEntry>
              <MenuEntry class="ps-10" onPress={entry(() => props.updates.mute(handle(), 'always'))}>
                {t().mute.always}
              </MenuEntry>
            </Show>
            <MenuEntry class="text-danger" onPress={entry(() => props.updates.setFollowing(handle(), false))}>
              <CrossIcon />
              {ui.t.site.channel.unfollow}
            </MenuEntry>
          </>
        )
      }}
    </Menu>
  )
}
