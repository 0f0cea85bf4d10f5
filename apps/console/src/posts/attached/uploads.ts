import { onCleanup } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { asFailure, type Failure } from '../../failure.ts'

export type Phase = 'waiting' | 'preparing' | 'sending' | 'checking'
/** How far a file is on its way: which share of its phase is done, 0 to 1, or why it went no further. */
export type Journey = { phase: Phase; share: number; failure: Failure | undefined }
export type Hear = (phase: Phase, share: number) => void

/** Takes a file to the server; says how far it is, and stops when it is told to. Called again, it goes on. */
export type Deliver<Answer> = (hear: Hear, signal: AbortSignal) => Promise<Answer>

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

  function start<Answer>(id: string, deliver: Deliver<Answer>, arrived: (answer: Answer) => void): void {
    stop(id)
    const stopping = new AbortController()
    stops.set(id, stopping)
    retries.set(id, () => start(id, deliver, arrived))
    setJourneys(id, { phase: 'waiting', share: 0, failure: undefined })
    const hear: Hear = (phase, share) => {
      if (!stopping.signal.aborted) setJourneys(id, { phase, share })
    }
    line.push(async () => {
      if (stopping.signal.aborted) return
      try {
        const answer = await deliver(hear, stopping.signal)
        if (stopping.signal.aborted) return
        arrived(answer)
        stop(id)
      } catch (error) {
        if (!stopping.signal.aborted) setJourneys(id, { failure: asFailure(error) })
      }
    })
    goOn()
  }

  function stop(id: string): void {
    stops.get(id)?.abort()
    stops.delete(id)
    retries.delete(id)
    setJourneys(produce((all) => delete all[id]))
  }

  /** What a broken connection held up goes on by itself once there is one. */
  const onOnline = () => {
    for (const [id, retry] of retries) if (journeys[id]?.failure?.code === 'offline') retry()
  }
  addEventListener('online', onOnline)
  onCleanup(() => {
    removeEventListener('online', onOnline)
    for (const id of stops.keys()) stop(id)
  })

  return {
    journey: (id: string): Journey | undefined => journeys[id],
    start,
    stop,
    retry: (id: string) => retries.get(id)?.(),
  }
}

export type Uploads = ReturnType<typeof createUploads>
