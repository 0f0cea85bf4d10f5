import { createSignal, onCleanup } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import { asFailure, type Failure } from './failure.ts'

/**
 * The state of a form: what is typed, what is wrong with it, and whether it is on its way. The server is the judge of
 * what is right; what it says of a field stands at that field until it is changed. Nothing typed goes away by itself.
 */
export function createForm<V extends Record<string, unknown>>(initial: V, submit: (values: V) => Promise<unknown>) {
  const [values, setValues] = createStore<V>({ ...initial })
  const [failure, setFailure] = createSignal<Failure>()
  const [busy, setBusy] = createSignal(false)
  let alive = true
  onCleanup(() => (alive = false))

  return {
    values,
    busy,
    set<K extends keyof V & string>(name: K, value: V[K]): void {
      setValues((present) => ({ ...present, [name]: value }))
      setFailure((present) => present && { ...present, fields: without(present.fields, name) })
    },
    reset(next: V): void {
      setValues(next)
      setFailure(undefined)
    },
    /** What is wrong with a field. */
    error: (name: keyof V & string) => failure()?.fields[name],
    /** What is wrong with no field of this form. */
    message(): string | undefined {
      const present = failure()
      if (!present) return undefined
      const elsewhere = Object.entries(present.fields).filter(([name]) => !(name in values))
      if (Object.keys(present.fields).length === 0) return present.message
      return elsewhere.length > 0 ? elsewhere.map(([, sentence]) => sentence).join(' ') : undefined
    },
    async onSubmit(event: SubmitEvent): Promise<void> {
      event.preventDefault()
      if (busy()) return
      const form = event.currentTarget as HTMLFormElement
      setBusy(true)
      setFailure(undefined)
      try {
        await submit({ ...unwrap(values) })
      } catch (error) {
        setFailure(asFailure(error))
        if (alive) queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      } finally {
        setBusy(false)
      }
    },
  }
}

function without(fields: Record<string, string>, name: string): Record<string, string> {
  const { [name]: _, ...rest } = fields
  return rest
}

/** A change to make at the press of a button: busy while it is on its way, its failure told by a notice. */
export function createAction(run: () => Promise<unknown>, onFailure: (failure: Failure) => void) {
  const [busy, setBusy] = createSignal(false)
  const act = async () => {
    if (busy()) return
    setBusy(true)
    try {
      await run()
    } catch (error) {
      onFailure(asFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, act }
}
