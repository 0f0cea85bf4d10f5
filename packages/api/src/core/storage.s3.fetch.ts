import { setTimeout as pause } from 'node:timers/promises'

/** Pauses before the second and the third try, milliseconds. */
const PAUSES = [200, 1_000]
/** Milliseconds until the head of an answer is there; an object has to be sent first. */
const ANSWER_WITHIN = { PUT: 60_000, other: 15_000 }
/** What passes by itself: too many requests, and faults on the other side. */
const PASSING = [429, 500, 502, 503, 504]

/** `fetch` for requests that may be sent again, as all of a storage's may: waits only so long, and tries three times. */
export async function patientFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  for (const wait of [...PAUSES, null]) {
    try {
      const answer = await fetchWithin(input, init)
      if (wait === null || !PASSING.includes(answer.status)) return answer
      await answer.body?.cancel()
    } catch (error) {
      if (wait === null) throw error
    }
    await pause(wait)
  }
  throw new Error('Unreachable: the last try returns or throws')
}

/** The time is for the head only: how long a body takes is for whoever reads it to decide. */
async function fetchWithin(input: string | URL | Request, init: RequestInit): Promise<Response> {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), init.method === 'PUT' ? ANSWER_WITHIN.PUT : ANSWER_WITHIN.other)
  try {
    return await fetch(input, { ...init, signal: waiting.signal })
  } finally {
    clearTimeout(timer)
  }
}
