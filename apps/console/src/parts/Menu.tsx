import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { For, Show, type JSX } from 'solid-js'

export type MenuItem = {
  label: string
  icon?: JSX.Element
  run: () => void
  danger?: boolean
}

/** A button that opens a list of actions. */
export function Menu(props: {
  label: string
  class: string
  items: MenuItem[]
  ref?: (trigger: HTMLElement) => void
  children: JSX.Element
}) {
  return (
    <DropdownMenu placement="bottom-end" gutter={4} preventScroll={false} modal={false}>
      <DropdownMenu.Trigger
        ref={(trigger: HTMLElement) => props.ref?.(trigger)}
        aria-label={props.label}
        title={props.label}
        class={props.class}
      >
        {props.children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={menuClass}>
          <For each={props.items}>
            {(item) => (
              <DropdownMenu.Item
                onSelect={() => item.run()}
                class={menuItemClass}
                classList={{ 'text-danger': item.danger ?? false }}
              >
                <Show when={item.icon}>
                  <span aria-hidden="true" class="text-lg">
                    {item.icon}
                  </span>
                </Show>
                {item.label}
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}

export const menuClass =
  'z-50 min-w-56 max-w-[calc(100vw-1rem)] overflow-y-auto max-h-[80dvh] rounded-md border border-line bg-surface p-1 shadow-float outline-none'
export const menuItemClass =
  'flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-2 outline-none data-[highlighted]:bg-sunken'
