import { createUniqueId, onMount } from 'solid-js'
import { focusOnSlash } from '../search/keys.ts'
import { useWords } from '../site/island.tsx'
import type { PostSearch } from './createPostSearch.ts'

/** Where words of a channel's posts are typed. */
export function SearchBox(props: { search: PostSearch }) {
  const ui = useWords()
  const id = createUniqueId()
  let input!: HTMLInputElement
  onMount(() => focusOnSlash(input))
  return (
    <form
      role="search"
      class="mb-8"
      onSubmit={(event) => {
        event.preventDefault()
        props.search.ask()
      }}
    >
      <label for={id} class="sr-only">
        {ui.t.postSearch.label}
      </label>
      <input
        id={id}
        ref={input}
        type="search"
        maxlength="200"
        autocomplete="off"
        enterkeyhint="search"
        dir="auto"
        placeholder={ui.t.postSearch.label}
        value={props.search.typed()}
        onInput={(event) => props.search.setTyped(event.currentTarget.value)}
        class="search-field min-h-11 w-full rounded-md border border-edge bg-surface px-3"
      />
    </form>
  )
}
