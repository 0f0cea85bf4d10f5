import { createEffect, createSignal, on } from 'solid-js'
import type { Notifications, NotificationSettings, PushTarget } from '@carillon/contract'
import { ApiError, type Api } from '../site/api.ts'
import type { NotificationWords } from '@carillon/ui/messages'

/** How it stands on this device. */
export type Standing = 'loading' | 'failed' | 'unsupported' | 'install' | 'nobody' | 'blocked' | 'off' | 'on'

/** Notifications on this device, and when to be told on all of them. */
export function createNotifications(api: Api, words: () => NotificationWords, known: () => boolean) {
  const [standing, setStanding] = createSignal<Standing>('loading')
  const [settings, setSettings] = createSignal<NotificationSettings | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal('')
  const [saved, setSaved] = createSignal(false)
  let publicKey = ''

  async function load(): Promise<void> {
    setStanding('loading')
    try {
      const kept = await api.query('notifications.get', undefined)
      publicKey = kept.publicKey
      setSettings(kept.settings)
      setStanding(known() ? await standingOf(kept) : 'nobody')
    } catch {
      setStanding('failed')
    }
  }

  /** Asks the reader by the browser's own question, which may only follow a click. */
  async function turnOn(): Promise<void> {
    await attempt(async () => {
      const permission = await Notification.requestPermission()
      if (permission !== 'granted') return void setStanding(permission === 'denied' ? 'blocked' : 'off')
      const { pushManager } = await navigator.serviceWorker.ready
      const earlier = await pushManager.getSubscription()
      if (earlier && !isOf(earlier, publicKey)) await earlier.unsubscribe()
      const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
      await api.mutate('notifications.subscribe', subscription.toJSON() as PushTarget)
      setStanding('on')
    })
  }

  async function turnOff(): Promise<void> {
    await attempt(async () => {
      await api.mutate('notifications.unsubscribe', undefined)
      setStanding('off')
      const registration = await navigator.serviceWorker.getRegistration()
      await (await registration?.pushManager.getSubscription())?.unsubscribe()
    })
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setProblem('')
    await work().catch((error: unknown) =>
      setProblem(
        (error instanceof ApiError && error.message) || (error instanceof ApiError ? words().notSaved : words().failed),
      ),
    )
    setBusy(false)
  }

  /** Kept at once. What the reader sees is what they chose, until the server says otherwise. */
  async function change(part: Partial<NotificationSettings>): Promise<void> {
    const before = settings()!
    const wanted = { ...before, ...part, timeZone: timeZone() }
    setSettings(wanted)
    setSaved(false)
    setProblem('')
    try {
      await api.mutate('notifications.edit', wanted)
      setSaved(true)
    } catch (error) {
      setSettings(before)
      setProblem((error instanceof ApiError && error.message) || words().notSaved)
    }
  }

  // Whoever joins or deletes everything on this very page is somebody else from then on.
  createEffect(on(known, () => void load()))
  return { standing, settings, busy, problem, saved, load, turnOn, turnOff, change }
}

export type NotificationsHere = ReturnType<typeof createNotifications>

/** Of the browser: what the reader's clock shows. */
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

async function standingOf({ subscribed, publicKey }: Notifications): Promise<Standing> {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!registration || !('PushManager' in window) || !('Notification' in window)) {
    return isApple() ? 'install' : 'unsupported'
  }
  if (Notification.permission === 'denied') return 'blocked'
  const subscription = await registration.pushManager.getSubscription()
  return subscribed && subscription && isOf(subscription, publicKey) ? 'on' : 'off'
}

/** There, a site has notifications once it is on the home screen. */
function isApple(): boolean {
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1
}

/** Whether it was made with the instance's present key. */
function isOf(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey
  if (!key) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey
}
