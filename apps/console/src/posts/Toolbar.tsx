import Bold from 'lucide-solid/icons/bold'
import Code from 'lucide-solid/icons/code'
import Italic from 'lucide-solid/icons/italic'
import List from 'lucide-solid/icons/list'
import ListOrdered from 'lucide-solid/icons/list-ordered'
import Quote from 'lucide-solid/icons/quote'
import Strikethrough from 'lucide-solid/icons/strikethrough'
import type { LucideProps } from 'lucide-solid'
import { For, type Component, type JSX } from 'solid-js'
import { useWords, type Words } from '../interface.ts'
import { applyEdit, toggleLines, toggleMark, type Mark, type Prefix, type Selection } from './markup.ts'

type Tool = {
  word: keyof Words['posts'] & ('bold' | 'italic' | 'strike' | 'code' | 'quote' | 'list' | 'numbered')
  icon: Component<LucideProps>
  /** With Ctrl, or Cmd on a Mac. */
  key?: string
  mark?: Mark
  prefix?: Prefix
}

const TOOLS: Tool[] = [
  { word: 'bold', icon: Bold, key: 'b', mark: '*' },
  { word: 'italic', icon: Italic, key: 'i', mark: '_' },
  { word: 'strike', icon: Strikethrough, key: 'shift+x', mark: '~' },
  { word: 'code', icon: Code, key: 'e', mark: '`' },
  { word: 'quote', icon: Quote, prefix: 'quote' },
  { word: 'list', icon: List, prefix: 'list' },
  { word: 'numbered', icon: ListOrdered, prefix: 'numbered' },
]

const MAC = /mac|iphone|ipad/i.test(navigator.platform)

/** Whether a key goes with what commands take here: Cmd on a Mac, Ctrl elsewhere. */
export const withCommand = (event: KeyboardEvent) => (MAC ? event.metaKey : event.ctrlKey)

export const shortcut = (key: string) =>
  (MAC ? '⌘' : 'Ctrl+') +
  key.replace('shift+', MAC ? '⇧' : 'Shift+').replace(/(^|\+)[a-z]$/, (last) => last.toUpperCase())

function use(tool: Tool, field: HTMLTextAreaElement): void {
  const selection: Selection = { text: field.value, from: field.selectionStart, to: field.selectionEnd }
  if (tool.mark) applyEdit(field, toggleMark(selection, tool.mark))
  if (tool.prefix) applyEdit(field, toggleLines(selection, tool.prefix))
}

/** Does what a key stands for in the text; tells whether there was something. */
export function useShortcut(event: KeyboardEvent, field: HTMLTextAreaElement): boolean {
  if (!withCommand(event) || event.altKey) return false
  const pressed = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
  const tool = TOOLS.find(({ key }) => key === pressed)
  if (tool) use(tool, field)
  return tool !== undefined
}

export const toolClass =
  'inline-flex h-9 w-8.5 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink @min-[28rem]:size-10'

export function Toolbar(props: { field: () => HTMLTextAreaElement; children: JSX.Element }) {
  const ui = useWords()
  const label = (tool: Tool) =>
    tool.key ? ui.t.posts.shortcut(ui.t.posts[tool.word], shortcut(tool.key)) : ui.t.posts[tool.word]
  return (
    <div role="group" aria-label={ui.t.posts.toolbar} class="-ms-2 flex flex-wrap items-center">
      <For each={TOOLS}>
        {(tool) => (
          <button
            type="button"
            class={toolClass}
            aria-label={ui.t.posts[tool.word]}
            title={label(tool)}
            onClick={() => use(tool, props.field())}
          >
            <tool.icon size="1.15em" aria-hidden="true" />
          </button>
        )}
      </For>
      {props.children}
    </div>
  )
}
