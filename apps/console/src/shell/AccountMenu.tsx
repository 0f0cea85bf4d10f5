import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { useNavigate } from '@solidjs/router'
import CircleUser from 'lucide-solid/icons/circle-user'
import Import from 'lucide-solid/icons/import'
import Landmark from 'lucide-solid/icons/landmark'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import StickerIcon from 'lucide-solid/icons/sticker'
import LogOut from 'lucide-solid/icons/log-out'
import BookOpen from 'lucide-solid/icons/book-open'
import { Show } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { menuClass, menuItemClass } from '../parts/Menu.tsx'
import { notifyFailure } from '../parts/notices.tsx'
import { meOptions, queries, useMe } from '../queries.ts'
import { AlarmCount } from './Navigation.tsx'
import { LanguageChoice, ThemeChoice } from './Preferences.tsx'

export function AccountMenu() {
  const ui = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const signOut = async () => {
    try {
      await api.accounts.signOut.mutate()
      navigate('/sign-in')
      queries.clear()
      queries.setQueryData(meOptions.queryKey, null)
    } catch (error) {
      notifyFailure(asFailure(error))
    }
  }
  return (
    <DropdownMenu placement="top-end" gutter={4} preventScroll={false} modal={false}>
      <DropdownMenu.Trigger class="flex min-h-11 min-w-11 items-center justify-center gap-3 rounded-md hover:bg-sunken md:justify-start md:px-3">
        <CircleUser size="1.4em" aria-hidden="true" class="shrink-0" />
        <span class="sr-only md:not-sr-only md:min-w-0 md:truncate" dir="auto">
          {me.data?.name ?? ui.t.shell.account}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={`${menuClass} w-72`}>
          <p class="truncate px-3 py-2 text-sm text-muted">{me.data?.email}</p>
          <DropdownMenu.Item class={menuItemClass} onSelect={() => navigate('/account')}>
            <CircleUser size="1.25em" aria-hidden="true" />
            {ui.t.shell.account}
          </DropdownMenu.Item>
          <Show when={me.data?.operator}>
            <DropdownMenu.Item class={`${menuItemClass} md:hidden`} onSelect={() => navigate('/instance')}>
              <Landmark size="1.25em" aria-hidden="true" />
              {ui.t.shell.instance}
            </DropdownMenu.Item>
            <DropdownMenu.Item class={`${menuItemClass} md:hidden`} onSelect={() => navigate('/instance/upkeep')}>
              <ShieldCheck size="1.25em" aria-hidden="true" />
              <span class="flex-1">{ui.t.upkeep.title}</span>
              <AlarmCount />
            </DropdownMenu.Item>
            <DropdownMenu.Item class={`${menuItemClass} md:hidden`} onSelect={() => navigate('/stickers')}>
              <StickerIcon size="1.25em" aria-hidden="true" />
              {ui.t.stickers.sharedTitle}
            </DropdownMenu.Item>
            <DropdownMenu.Item class={`${menuItemClass} md:hidden`} onSelect={() => navigate('/import')}>
              <Import size="1.25em" aria-hidden="true" />
              {ui.t.shell.import}
            </DropdownMenu.Item>
          </Show>
          <DropdownMenu.Item class={menuItemClass} as="a" href="/" rel="external">
            <BookOpen size="1.25em" aria-hidden="true" />
            {ui.t.shell.directory}
          </DropdownMenu.Item>
          <DropdownMenu.Separator class="my-1 border-line" />
          <LanguageChoice />
          <DropdownMenu.Separator class="my-1 border-line" />
          <ThemeChoice />
          <DropdownMenu.Separator class="my-1 border-line" />
          <DropdownMenu.Item class={menuItemClass} onSelect={() => void signOut()}>
            <LogOut size="1.25em" aria-hidden="true" />
            {ui.t.shell.signOut}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}
