import { createSignal } from 'solid-js'
import type { Myself } from '@carillon/contract'
import { ApiError, type Api } from '../site/api.ts'

/** What is kept of the reader, as the server said it last. */
export function createMyself(api: Api) {
  const [me, setMe] = createSignal<Myself | null>(null)
  const [failure, setFailure] = createSignal<ApiError | null>(null)

  async function load(): Promise<void> {
    setFailure(null)
    try {
      setMe(await api.query('followers.me', undefined))
    } catch (error) {
      setFailure(error instanceof ApiError ? error : new ApiError('server.internal', ''))
    }
  }

  return { me, failure, load, set: setMe }
}

/** Runs something for a button: whether it is under way, and what went wrong in words. */
export function createDoing(words: () => { notDone: string; offline: string }) {
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal('')
  async function run(what: () => Promise<unknown>): Promise<boolean> {
    if (busy()) return false
    setBusy(true)
    setProblem('')
    try {
      await what()
      return true
    } catch (error) {
      const known = error instanceof ApiError ? error : null
      setProblem(known?.code === 'offline' ? words().offline : known?.message || words().notDone)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run }
}
