import type { Locale } from '@carillon/contract/lists'
import { BellMark } from '@carillon/ui'
import { createEffect, For, onMount, Show, type JSX } from 'solid-js'
import { chooseLanguage, INTERFACE_LANGUAGES, LANGUAGE_NAMES, useWords } from '../interface.ts'
import { usePageTitle } from '../parts/Page.tsx'
import { useInstance } from '../queries.ts'

/** The pages before one is signed in: one thing to do on each. */
export function Doorway(props: {
  title: string
  lead?: string | undefined
  children?: JSX.Element
  after?: JSX.Element
}) {
  const ui = useWords()
  const instance = useInstance()
  let heading!: HTMLHeadingElement
  usePageTitle(() => props.title)
  onMount(() => {
    // A form takes the focus to its first field by itself.
    createEffect(
      () => props.title && document.activeElement === document.body && heading.focus({ preventScroll: true }),
    )
  })
  return (
    <div class="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center">
      <main class="flex w-full max-w-form flex-col gap-6">
        <a
          href="/"
          rel="external"
          class="flex items-center gap-2 self-center rounded-md px-2 font-serif text-lg font-semibold"
        >
          <BellMark class="text-2xl text-accent" />
          <bdi>{instance.isSuccess ? instance.data.name : 'Carillon'}</bdi>
        </a>
        <div class="card flex flex-col gap-4 p-6 sm:p-8">
          <div>
            <h1 ref={heading} tabindex="-1" class="font-serif text-xl font-semibold text-balance">
              {props.title}
            </h1>
            <Show when={props.lead}>
              <p class="mt-2 text-pretty text-muted">{props.lead}</p>
            </Show>
          </div>
          {props.children}
        </div>
        <Show when={props.after}>
          <div class="flex flex-col items-center gap-2 text-center text-sm">{props.after}</div>
        </Show>
      </main>
      <footer class="mt-8">
        <label class="flex items-center gap-2 text-sm text-muted">
          {ui.t.language}
          <select
            class="min-h-9 rounded-md border border-edge bg-surface px-2 text-ink"
            onChange={(event) => void chooseLanguage(event.currentTarget.value as Locale)}
          >
            <For each={INTERFACE_LANGUAGES}>
              {(locale) => (
                <option value={locale} selected={locale === ui.locale} lang={locale}>
                  {LANGUAGE_NAMES[locale]}
                </option>
              )}
            </For>
          </select>
        </label>
      </footer>
    </div>
  )
}
