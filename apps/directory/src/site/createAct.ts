import { createSignal } from 'solid-js'
import { ApiError } from './api.ts'
import { useWords } from './island.tsx'

/** Does what was pressed, one after the other, and has a sentence for the reader if it fails. */
export function createAct() {
  const ui = useWords()
  const [problem, setProblem] = createSignal('')
  let last: Promise<void> = Promise.resolve()
  function act(what: () => Promise<void>): void {
    setProblem('')
    last = last.then(what).catch((error: unknown) => {
      const isOffline = error instanceof ApiError && error.code === 'offline'
      setProblem(isOffline ? ui.t.site.offline.needed : (error as Error).message || ui.t.site.channel.followFailed)
    })
  }
  return { act, problem }
}
