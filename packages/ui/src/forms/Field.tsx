import { createUniqueId, Show, type JSX } from 'solid-js'

/** What a control inside of a field carries, so that its label, hint and error are read with it. */
export type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

export const controlClass =
  'w-full min-h-11 rounded-md border border-edge bg-surface px-3 py-2 text-base text-ink aria-invalid:border-danger disabled:opacity-60'

type FieldProps = {
  label: string
  /** The label is read out but not seen, where what stands around it says as much. */
  hideLabel?: boolean
  hint?: string | undefined
  error?: string | undefined
  /** At the end of the line of the hint: a character count. */
  aside?: JSX.Element
  /** Draws the control. The parts of `control` are reactive: spread them. */
  children: (control: FieldControl) => JSX.Element
}

/** A labelled control with its hint, and what is wrong with it. */
export function Field(props: FieldProps) {
  const id = createUniqueId()
  const describedBy = () => [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ')
  const control: FieldControl = {
    id,
    get 'aria-describedby'() {
      return describedBy() || undefined
    },
    get 'aria-invalid'() {
      return props.error ? ('true' as const) : undefined
    },
  }
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-sm font-semibold" classList={{ 'sr-only': props.hideLabel ?? false }}>
        {props.label}
      </label>
      {props.children(control)}
      <Show when={props.error}>
        <p id={`${id}-error`} class="text-sm text-danger">
          {props.error}
        </p>
      </Show>
      <Show when={props.hint || props.aside}>
        <div class="flex gap-3 text-sm text-muted">
          <p id={`${id}-hint`} class="flex-1 text-pretty">
            {props.hint}
          </p>
          {props.aside}
        </div>
      </Show>
    </div>
  )
}
