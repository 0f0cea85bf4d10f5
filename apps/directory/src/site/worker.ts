import type { LiveEvent } from '@carillon/contract'
// oxlint-disable-next-line import/default -- The bundler makes it.
import address from '../worker/sw.ts?worker&url'

/** Lets the site be read without a connection, and notifications arrive. Where that can't be, nothing is missing. */
export function registerWorker(): void {
  if (import.meta.env.PROD) void navigator.serviceWorker?.register(address, { scope: '/' }).catch(() => {})
}

/** What is kept follows what happens. */
export function tellWorker(event: LiveEvent): void {
  navigator.serviceWorker?.controller?.postMessage(event)
}
