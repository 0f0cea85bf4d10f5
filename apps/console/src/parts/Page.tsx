import { createEffect, onMount, Show, type JSX } from 'solid-js'
import { useInstance } from '../queries.ts'

/** The first page is read from its top; on those gone to later, reading begins at their title. */
let first = true

export function usePageTitle(title: () => string): void {
  const instance = useInstance()
  createEffect(() => {
    const name = instance.isSuccess ? instance.data.name : 'Carillon'
    document.title = `${title()} · ${name}`
  })
}

type PageProps = {
  title: string
  /** For the title of the window, where the page's own says too little. */
  windowTitle?: string | undefined
  lead?: string | undefined
  actions?: JSX.Element
  wide?: boolean
  children: JSX.Element
}

/** A page of the console: its title, what it is about, and its content. */
export function Page(props: PageProps) {
  let heading!: HTMLHeadingElement
  usePageTitle(() => props.windowTitle ?? props.title)
  onMount(() => {
    if (!first) heading.focus({ preventScroll: true })
    first = false
  })
  return (
    <div class="mx-auto flex w-full flex-col gap-6" classList={{ 'max-w-site': props.wide, 'max-w-page': !props.wide }}>
      <header class="double-rule flex flex-wrap items-end gap-x-4 gap-y-3 pb-3">
        <div class="min-w-0 flex-1 basis-60">
          <h1 ref={heading} tabindex="-1" class="font-serif text-2xl font-semibold text-balance">
            {props.title}
          </h1>
          <Show when={props.lead}>
            <p class="mt-1 text-pretty text-muted">{props.lead}</p>
          </Show>
        </div>
        {props.actions}
      </header>
      {props.children}
    </div>
  )
}
