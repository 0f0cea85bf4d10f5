import { createSignal } from 'solid-js'

/** Milliseconds by which the server's clock is before this device's. */
let ahead = 0
const [savedAt, setSavedAt] = createSignal<number | null>(null)

export const serverNow = () => Date.now() + ahead

/** From when what the page shows is, where it was read without a connection; else `null`. */
export { savedAt }

/** What an answer to a request of `sentAt` tells: what time it is at the server, and whether it comes from there. */
export function noteAnswer({ headers }: Response, sentAt: number): void {
  const told = Date.parse(headers.get('Date') ?? '')
  if (told) ahead = told + 1_000 * (1 + Number(headers.get('Age'))) - sentAt
  const saved = headers.get('X-Saved-At')
  setSavedAt(saved ? Number(saved) : null)
}
