import type { Locale } from '@carillon/contract/lists'
import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import Check from 'lucide-solid/icons/check'
import { For } from 'solid-js'
import {
  chooseLanguage,
  chooseTheme,
  INTERFACE_LANGUAGES,
  LANGUAGE_NAMES,
  theme,
  THEMES,
  useWords,
  type Theme,
} from '../interface.ts'
import { menuItemClass } from '../parts/Menu.tsx'

type ChoiceProps<C extends string> = {
  legend: string
  value: C
  options: readonly C[]
  name: (option: C) => string
  onChoose: (option: C) => void
}

function MenuChoice<C extends string>(props: ChoiceProps<C>) {
  return (
    <DropdownMenu.RadioGroup value={props.value} onChange={(value) => props.onChoose(value as C)}>
      <DropdownMenu.GroupLabel class="px-3 pt-2 text-xs text-muted">{props.legend}</DropdownMenu.GroupLabel>
      <For each={props.options}>
        {(option) => (
          <DropdownMenu.RadioItem value={option} closeOnSelect={false} class={`${menuItemClass} min-h-9! py-1!`}>
            <span class="flex-1">{props.name(option)}</span>
            <DropdownMenu.ItemIndicator>
              <Check size="1.1em" aria-hidden="true" class="text-accent" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        )}
      </For>
    </DropdownMenu.RadioGroup>
  )
}

export function LanguageChoice() {
  const ui = useWords()
  return (
    <MenuChoice<Locale>
      legend={ui.t.language}
      value={ui.locale}
      options={INTERFACE_LANGUAGES}
      name={(locale) => LANGUAGE_NAMES[locale]}
      onChoose={(locale) => void chooseLanguage(locale)}
    />
  )
}

export function ThemeChoice() {
  const ui = useWords()
  return (
    <MenuChoice<Theme>
      legend={ui.t.theme.label}
      value={theme()}
      options={THEMES}
      name={(name) => ui.t.theme[name]}
      onChoose={chooseTheme}
    />
  )
}
