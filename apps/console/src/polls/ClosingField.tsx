import { createSignal, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { SelectField, TextField } from '../parts/fields.tsx'
import { isOpenForFitting } from './draft.ts'

const OFTEN = [3_600, 6 * 3_600, 86_400, 3 * 86_400, 7 * 86_400]
const UNITS = { minutes: 60, hours: 3_600, days: 86_400 }
type Unit = keyof typeof UNITS

/** How long a poll is open: as long as its post lives, one of a few times, or any other. */
export function ClosingField(props: {
  seconds: number | null
  onSeconds: (seconds: number | null) => void
  error: string | undefined
}) {
  const ui = useWords()
  const t = () => ui.t.polls
  const [custom, setCustom] = createSignal(props.seconds !== null && !OFTEN.includes(props.seconds))
  const [unit, setUnit] = createSignal<Unit>(unitOf(props.seconds ?? 0))
  const amount = () => (props.seconds ?? 0) / UNITS[unit()]
  const options = () => [
    { code: 'never', name: t().closings.never },
    ...OFTEN.map((seconds) => ({ code: String(seconds), name: t().after(ui.format.duration(seconds)) })),
    { code: 'custom', name: t().closings.custom },
  ]
  const value = () => (custom() ? 'custom' : props.seconds === null ? 'never' : String(props.seconds))
  function choose(code: string): void {
    setCustom(code === 'custom')
    if (code !== 'custom') return props.onSeconds(code === 'never' ? null : Number(code))
    props.onSeconds(props.seconds ?? 2 * 86_400)
    setUnit(unitOf(props.seconds ?? 0))
  }
  function chooseUnit(next: Unit): void {
    const count = amount()
    setUnit(next)
    props.onSeconds(count * UNITS[next])
  }
  const error = () => props.error ?? (isOpenForFitting(props.seconds) ? undefined : t().closingWrong)
  return (
    <div class="flex flex-col gap-2">
      <SelectField label={t().closing} value={value()} options={options()} onValue={choose} error={error()} />
      <Show when={custom()}>
        <div class="grid grid-cols-[minmax(0,1fr)_minmax(0,1.7fr)] gap-2">
          <TextField
            label={t().amount}
            type="number"
            min="0"
            inputmode="decimal"
            step="any"
            value={String(amount() || '')}
            onValue={(value) => props.onSeconds(Math.round(Number(value) * UNITS[unit()]))}
          />
          <SelectField
            label={t().unit}
            value={unit()}
            options={(Object.keys(UNITS) as Unit[]).map((code) => ({ code, name: t().units[code] }))}
            onValue={(code) => chooseUnit(code as Unit)}
          />
        </div>
      </Show>
    </div>
  )
}

/** The largest that the time fills. */
function unitOf(seconds: number): Unit {
  return (['days', 'hours'] as const).find((unit) => seconds % UNITS[unit] === 0) ?? 'minutes'
}
