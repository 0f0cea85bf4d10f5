import { Show, splitProps, type JSX } from 'solid-js'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink hover:bg-sunken border-edge',
  quiet: 'bg-transparent text-ink hover:bg-sunken border-transparent',
  danger: 'bg-danger text-on-danger hover:opacity-90 border-transparent',
}

export type ButtonLook = keyof typeof LOOKS

/** The look of a button, for links and triggers that are drawn by others. */
export function buttonClass(look: ButtonLook = 'plain'): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 py-2 text-base leading-tight font-semibold transition-colors disabled:cursor-default disabled:opacity-60 aria-disabled:opacity-60 ${LOOKS[look]}`
}

type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; busy?: boolean | undefined }

/** `busy` keeps its place and its focus, and refuses a second press. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'busy', 'class', 'children', 'onClick'])
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy) event.preventDefault()
    else if (typeof own.onClick === 'function') own.onClick(event)
  }
  return (
    <button
      type="button"
      {...rest}
      class={`${buttonClass(own.look)} ${own.class ?? ''}`}
      aria-disabled={own.busy || undefined}
      aria-busy={own.busy || undefined}
      onClick={press}
    >
      <Show when={own.busy}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  )
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      class="size-[1em] shrink-0 animate-spin rounded-full border-2 border-current border-e-transparent"
    />
  )
}
