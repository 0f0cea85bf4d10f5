// oxlint-disable-next-line import/default -- The bundler makes it.
import address from '../worker/sw.ts?worker&url'
import type { Told } from '../worker/told.ts'

/** Lets the site be read without a connection, and notifications arrive. Where that can't be, nothing is missing. */
export function registerWorker(): void {
  if (import.meta.env.PROD) void navigator.serviceWorker?.register(address, { scope: '/' }).catch(() => {})
}

export function tellWorker(told: Told): void {
  navigator.serviceWorker?.controller?.postMessage(told)
}
