import { createUniqueId, For, Show } from 'solid-js'

type Choice = { value: string; label: string; hint?: string }

/** One of a few, each with what it means. */
export function Choices(props: { legend: string; value: string; options: Choice[]; onValue: (value: string) => void }) {
  const name = createUniqueId()
  return (
    <fieldset class="flex flex-col gap-2">
      <legend class="mb-1 text-sm font-semibold">{props.legend}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="flex min-h-11 items-start gap-3 rounded-md border border-edge p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
            <input
              type="radio"
              name={name}
              class="mt-1 size-4 shrink-0 focus-visible:outline-none"
              checked={option.value === props.value}
              onChange={() => props.onValue(option.value)}
            />
            <Words label={option.label} hint={option.hint} />
          </label>
        )}
      </For>
    </fieldset>
  )
}

/** Something that holds or doesn't. */
export function Check(props: {
  label: string
  hint?: string
  checked: boolean
  onChecked: (checked: boolean) => void
}) {
  return (
    <label class="flex min-h-11 items-start gap-3 py-2">
      <input
        type="checkbox"
        class="mt-1 size-4 shrink-0"
        checked={props.checked}
        onChange={(event) => props.onChecked(event.currentTarget.checked)}
      />
      <Words label={props.label} hint={props.hint} />
    </label>
  )
}

function Words(props: { label: string; hint?: string | undefined }) {
  return (
    <span class="flex flex-col">
      <span class="leading-snug font-medium">{props.label}</span>
      <Show when={props.hint}>
        <span class="text-sm text-muted">{props.hint}</span>
      </Show>
    </span>
  )
}
