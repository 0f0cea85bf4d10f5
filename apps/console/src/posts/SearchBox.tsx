import { controlClass } from '@carillon/ui'
import Search from 'lucide-solid/icons/search'
import { createSignal, createUniqueId, onCleanup } from 'solid-js'
import { useWords } from '../interface.ts'

/** From the last key to the question: the server opens every post of the channel for it. */
const SETTLE = 300

/** Where words of a channel's posts are typed. */
export function SearchBox(props: { query: string; onChange: (query: string) => void }) {
  const ui = useWords()
  const id = createUniqueId()
  const [typed, setTyped] = createSignal(props.query)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const ask = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => props.onChange(typed().trim()), after)
  }
  return (
    <form
      role="search"
      class="relative"
      onSubmit={(event) => {
        event.preventDefault()
        ask(0)
      }}
    >
      <label for={id} class="sr-only">
        {ui.t.postSearch.label}
      </label>
      <span class="pointer-events-none absolute inset-y-0 start-3 flex items-center text-muted">
        <Search size="1.1em" aria-hidden="true" />
      </span>
      <input
        id={id}
        type="search"
        maxlength="200"
        autocomplete="off"
        enterkeyhint="search"
        dir="auto"
        placeholder={ui.t.postSearch.label}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          ask(SETTLE)
        }}
        class={`${controlClass} ps-10`}
      />
    </form>
  )
}
