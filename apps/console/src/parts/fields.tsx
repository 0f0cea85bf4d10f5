import { controlClass, Field } from '@carillon/ui'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import Eye from 'lucide-solid/icons/eye'
import EyeOff from 'lucide-solid/icons/eye-off'
import { createSignal, For, Show, splitProps, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'

type Labels = { label: string; hint?: string | undefined; error?: string | undefined; aside?: JSX.Element }
type Value = { value: string; onValue: (value: string) => void }
const LABELS = ['label', 'hint', 'error', 'aside'] as const

type TextFieldProps = Labels & Value & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value'>

export function TextField(props: TextFieldProps) {
  const [labels, own, rest] = splitProps(props, LABELS, ['value', 'onValue', 'class'])
  return (
    <Field {...labels}>
      {(control) => (
        <input
          type="text"
          dir="auto"
          {...rest}
          {...control}
          class={`${controlClass} ${own.class ?? ''}`}
          value={own.value}
          onInput={(event) => own.onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export function PasswordField(props: TextFieldProps) {
  const ui = useWords()
  const [shown, setShown] = createSignal(false)
  const [labels, own, rest] = splitProps(props, LABELS, ['value', 'onValue', 'class'])
  return (
    <Field {...labels}>
      {(control) => (
        <span class="relative block">
          <input
            {...rest}
            {...control}
            type={shown() ? 'text' : 'password'}
            class={`${controlClass} pe-12`}
            value={own.value}
            onInput={(event) => own.onValue(event.currentTarget.value)}
          />
          <button
            type="button"
            aria-pressed={shown()}
            aria-label={shown() ? ui.t.accounts.hidePassword : ui.t.accounts.showPassword}
            class="absolute inset-y-0 end-0 inline-flex w-11 items-center justify-center rounded-md text-muted hover:text-ink"
            onClick={() => setShown(!shown())}
          >
            <Show when={shown()} fallback={<Eye size="1.25em" aria-hidden="true" />}>
              <EyeOff size="1.25em" aria-hidden="true" />
            </Show>
          </button>
        </span>
      )}
    </Field>
  )
}

type AreaProps = Labels & Value & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onInput' | 'value'>

export function TextArea(props: AreaProps) {
  const [labels, own, rest] = splitProps(props, LABELS, ['value', 'onValue', 'class'])
  return (
    <Field {...labels}>
      {(control) => (
        <textarea
          dir="auto"
          rows="3"
          {...rest}
          {...control}
          class={`${controlClass} field-sizing-content max-h-80 ${own.class ?? ''}`}
          value={own.value}
          onInput={(event) => own.onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

type SelectProps = Labels &
  Value & { options: { code: string; name: string }[]; /** Stands for no choice. */ none?: string }

export function SelectField(props: SelectProps) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(control) => (
        <span class="relative block">
          <select
            {...control}
            class={`${controlClass} appearance-none pe-10`}
            onChange={(event) => props.onValue(event.currentTarget.value)}
          >
            <Show when={props.none}>
              <option value="" selected={props.value === ''}>
                {props.none}
              </option>
            </Show>
            <For each={props.options}>
              {(option) => (
                <option value={option.code} selected={option.code === props.value}>
                  {option.name}
                </option>
              )}
            </For>
          </select>
          <ChevronDown
            size="1.25em"
            aria-hidden="true"
            class="pointer-events-none absolute inset-y-0 end-3 my-auto text-muted"
          />
        </span>
      )}
    </Field>
  )
}
