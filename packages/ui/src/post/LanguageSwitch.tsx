import { For } from 'solid-js'
import { useMessages } from '../interface.tsx'

/** The languages that a post can be read in; the one it is shown in is pressed. */
export function LanguageSwitch(props: {
  languages: readonly (string | null)[]
  shown: string | null
  onChoose: (language: string | null) => void
}) {
  const ui = useMessages()
  return (
    <p class="-ms-2 flex flex-wrap gap-x-1 text-sm" role="group" aria-label={ui.t.post.languages}>
      <For each={props.languages}>
        {(language) => (
          <button
            type="button"
            lang={language ?? undefined}
            aria-pressed={props.shown === language}
            class="min-h-9 rounded-md px-2 text-muted hover:bg-sunken hover:text-ink aria-pressed:font-semibold aria-pressed:text-accent"
            onClick={() => props.onChoose(language)}
          >
            {language === null ? ui.t.post.asWritten : ownName(language)}
          </button>
        )}
      </For>
    </p>
  )
}

/** What a language calls itself, which is what those who read it look for. */
function ownName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
