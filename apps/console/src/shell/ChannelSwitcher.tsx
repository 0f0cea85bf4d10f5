import { Avatar } from '@carillon/ui'
import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { useNavigate } from '@solidjs/router'
import ChevronsUpDown from 'lucide-solid/icons/chevrons-up-down'
import LayoutList from 'lucide-solid/icons/layout-list'
import Plus from 'lucide-solid/icons/plus'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { menuClass, menuItemClass } from '../parts/Menu.tsx'
import { useChannels, useMe } from '../queries.ts'

/** From one channel to another, from anywhere. */
export function ChannelSwitcher(props: { handle: string | undefined }) {
  const ui = useWords()
  const navigate = useNavigate()
  const channels = useChannels()
  const me = useMe()
  const all = () => (channels.isSuccess ? channels.data : [])
  const current = () => all().find((channel) => channel.handle === props.handle)
  return (
    <DropdownMenu placement="bottom-start" gutter={4} preventScroll={false} modal={false}>
      <DropdownMenu.Trigger class="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-md border border-line bg-surface px-2 py-1 text-start hover:bg-sunken md:flex-none">
        <span class="sr-only">{ui.t.shell.switchChannel}:</span>
        <Show when={current()} fallback={<span class="flex-1 truncate ps-1">{ui.t.shell.channels}</span>}>
          {(channel) => (
            <>
              <Avatar {...channel()} size="sm" />
              <span class="min-w-0 flex-1 truncate leading-tight font-semibold" dir="auto">
                {channel().name}
              </span>
            </>
          )}
        </Show>
        <ChevronsUpDown size="1.1em" aria-hidden="true" class="shrink-0 text-muted" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={`${menuClass} w-72`}>
          <For each={all()}>
            {(channel) => (
              <DropdownMenu.Item class={menuItemClass} onSelect={() => navigate(`/c/${channel.handle}`)}>
                <Avatar {...channel} size="sm" />
                <span class="min-w-0 flex-1">
                  <span class="block truncate leading-tight" dir="auto">
                    {channel.name}
                  </span>
                  <span class="block truncate text-xs text-muted">@{channel.handle}</span>
                </span>
              </DropdownMenu.Item>
            )}
          </For>
          <Show when={all().length > 0}>
            <DropdownMenu.Separator class="my-1 border-line" />
          </Show>
          <DropdownMenu.Item class={menuItemClass} onSelect={() => navigate('/')}>
            <LayoutList size="1.25em" aria-hidden="true" class="mx-1.5" />
            {ui.t.shell.allChannels}
          </DropdownMenu.Item>
          <Show when={me.data?.mayCreateChannels}>
            <DropdownMenu.Item class={menuItemClass} onSelect={() => navigate('/new')}>
              <Plus size="1.25em" aria-hidden="true" class="mx-1.5" />
              {ui.t.shell.newChannel}
            </DropdownMenu.Item>
          </Show>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}
