import { chooseCountry } from '../counting/country.ts'

/** Has the browser forget what it keeps itself: what was saved for being offline, where notifications come to, and the country. */
export async function forgetHere(): Promise<void> {
  chooseCountry(null)
  const registration = await navigator.serviceWorker?.getRegistration()
  registration?.active?.postMessage('forget')
  const subscription = await registration?.pushManager?.getSubscription()
  // The server knows it no more, so whatever a browser says to it nothing comes.
  await subscription?.unsubscribe().catch(() => {})
}
