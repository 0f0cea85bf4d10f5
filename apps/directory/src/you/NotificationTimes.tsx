import { createUniqueId, For, Show, type JSX } from 'solid-js'
import type { NotificationSettings } from '@carillon/contract'
import { controlClass, Field } from '@carillon/ui'
import { timeZone } from './createNotifications.ts'
import { useYou } from './words.ts'

type Props = {
  settings: NotificationSettings
  saved: boolean
  change: (part: Partial<NotificationSettings>) => Promise<void>
}

const CAPS = [null, 1, 3, 5, 10, 20]
const NIGHT = { from: 22 * 60, to: 7 * 60 }

/** When to be told: each choice is kept at once. */
export function NotificationTimes(props: Props) {
  const ui = useYou()
  const t = () => ui.t.you.notifications
  const caps = () => (CAPS.includes(props.settings.dailyCap) ? CAPS : [...CAPS, props.settings.dailyCap])
  const isDaily = () => props.settings.digest === 'daily'
  const change = (part: Partial<NotificationSettings>) => void props.change(part)
  return (
    <form class="mt-2 flex w-full flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="flex flex-col gap-1">
        <legend class="font-semibold">{t().when}</legend>
        <Choice type="radio" checked={!isDaily()} choose={() => change({ digest: 'off' })} label={t().each} />
        <Choice type="radio" checked={isDaily()} choose={() => change({ digest: 'daily' })} label={t().daily} />
        <Show when={isDaily()}>
          <div class="ms-8 mb-2">
            <Time label={t().digestAt} value={props.settings.digestAt} change={(digestAt) => change({ digestAt })} />
          </div>
        </Show>
      </fieldset>
      <Show when={!isDaily()}>
        <div class="flex flex-col gap-1">
          <Choice
            type="checkbox"
            checked={props.settings.quiet !== null}
            choose={(on) => change({ quiet: on ? NIGHT : null })}
            label={t().quiet}
            hint={t().quietHint}
          />
          <Show when={props.settings.quiet}>
            {(quiet) => (
              <div class="ms-8 mb-2 flex flex-wrap gap-4">
                <Time
                  label={t().from}
                  value={quiet().from}
                  change={(from) => change({ quiet: { ...quiet(), from } })}
                />
                <Time label={t().to} value={quiet().to} change={(to) => change({ quiet: { ...quiet(), to } })} />
              </div>
            )}
          </Show>
        </div>
        <div class="w-full max-w-80">
          <Field label={t().cap} hint={t().capHint}>
            {(control) => (
              <select
                {...control}
                class={controlClass}
                onChange={(event) => change({ dailyCap: Number(event.currentTarget.value) || null })}
              >
                <For each={caps()}>
                  {(cap) => (
                    <option value={cap ?? ''} selected={cap === props.settings.dailyCap}>
                      {t().caps(cap)}
                    </option>
                  )}
                </For>
              </select>
            )}
          </Field>
        </div>
      </Show>
      <p class="text-sm text-muted">
        {t().allDevices(timeZone())}{' '}
        <span role="status" class="text-good">
          {props.saved ? t().saved : ''}
        </span>
      </p>
    </form>
  )
}

type ChoiceProps = {
  type: 'radio' | 'checkbox'
  checked: boolean
  choose: (checked: boolean) => void
  label: string
  hint?: string
}

function Choice(props: ChoiceProps) {
  const hint = createUniqueId()
  return (
    <label class="flex min-h-11 cursor-pointer items-start gap-3 py-2.5">
      <input
        type={props.type}
        name={props.type === 'radio' ? 'digest' : undefined}
        class="mt-0.5 size-5 shrink-0 accent-accent"
        checked={props.checked}
        aria-describedby={props.hint && hint}
        onChange={(event) => props.choose(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        <Show when={props.hint}>
          <span id={hint} class="block text-sm text-muted">
            {props.hint}
          </span>
        </Show>
      </span>
    </label>
  )
}

/** A time of the day, kept as minutes. */
function Time(props: { label: string; value: number; change: (minutes: number) => void }): JSX.Element {
  const two = (part: number) => String(part).padStart(2, '0')
  return (
    <div class="w-36">
      <Field label={props.label}>
        {(control) => (
          <input
            {...control}
            type="time"
            required
            class={controlClass}
            value={`${two(Math.floor(props.value / 60))}:${two(props.value % 60)}`}
            onChange={(event) => {
              const [hours, minutes] = event.currentTarget.value.split(':').map(Number)
              if (minutes !== undefined) props.change(hours! * 60 + minutes)
            }}
          />
        )}
      </Field>
    </div>
  )
}
