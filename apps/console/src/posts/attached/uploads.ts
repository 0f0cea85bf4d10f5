import { onCleanup } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { asFailure } from '../../failure.ts'

export type Phase = 'waiting' | 'sending' | 'checking'
/** How far a file is on its way: which share of its phase is done, 0 to 1, or why it went no further. */
export type Journey = { phase: Phase; share: number; failure: string | undefined }

/** Takes a file to the server; says how far it is, and stops when it is told to. */
export type Send<Answer> = (hear: (phase: Phase, share: number) => void, signal: AbortSignal) => Promise<Answer>

/** As many go at once. */
const LANES = 3

/** Files on their way to the server, by their ids. */
export function createUploads() {
  const [journeys, setJourneys] = createStore<Record<string, Journey>>({})
  const stops = new Map<string, AbortController>()
  const retries = new Map<string, () => void>()
  const line: (() => Promise<void>)[] = []
  let going = 0

  function goOn(): void {
    while (going < LANES && line.length > 0) {
      going += 1
      void line.shift()!().finally(() => {
        going -= 1
        goOn()
      })
    }
  }

  function start<Answer>(id: string, send: Send<Answer>, arrived: (answer: Answer) => void): void {
    cancel(id)
    const stop = new AbortController()
    stops.set(id, stop)
    retries.set(id, () => start(id, send, arrived))
    setJourneys(id, { phase: 'waiting', share: 0, failure: undefined })
    const hear = (phase: Phase, share: number) => stop.signal.aborted || setJourneys(id, { phase, share })
    line.push(async () => {
      if (stop.signal.aborted) return
      try {
        const answer = await send(hear, stop.signal)
        if (stop.signal.aborted) return
        arrived(answer)
        cancel(id)
      } catch (error) {
        if (!stop.signal.aborted) setJourneys(id, { failure: asFailure(error).message })
      }
    })
    goOn()
  }

  function cancel(id: string): void {
    stops.get(id)?.abort()
    stops.delete(id)
    retries.delete(id)
    setJourneys(produce((all) => delete all[id]))
  }

  const cancelAll = () => [...stops.keys()].forEach(cancel)
  onCleanup(cancelAll)

  return {
    journey: (id: string): Journey | undefined => journeys[id],
    start,
    cancel,
    cancelAll,
    retry: (id: string) => retries.get(id)?.(),
  }
}

export type Uploads = ReturnType<typeof createUploads>
