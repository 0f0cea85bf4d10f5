import type { PushPayload } from '@carillon/contract'
import { serverNow } from './clock.ts'

declare const self: ServiceWorkerGlobalScope

type Shown = Pick<PushPayload, 'url' | 'expiresAt' | 'postId'>

/** Shows what was sent, unless its time is over. A post that comes twice takes its own place. */
export async function onPush(event: PushEvent): Promise<void> {
  await closeExpired()
  if (!event.data) return
  const { title, body, icon, tag, url, expiresAt, postId } = event.data.json() as PushPayload
  if (expiresAt <= (await serverNow())) return
  const data: Shown = { url, expiresAt, postId }
  await self.registration.showNotification(title, {
    body,
    icon: icon ?? '/icons/192.png',
    badge: '/icons/badge.png',
    tag,
    data,
  })
}

/** Opens what it is of: in the tab that shows it, else in any of the site, else in a new one. */
export async function onNotificationClick({ notification }: NotificationEvent): Promise<void> {
  notification.close()
  const { href } = new URL((notification.data as Shown).url, location.origin)
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tabs = open.filter(({ url }) => !new URL(url).pathname.startsWith('/console'))
  const there = tabs.find(({ url }) => url.split('#')[0] === href)
  if (there) await there.focus()
  else if (tabs[0]) await lead(tabs[0], href)
  else await self.clients.openWindow(href)
}

/** A tab that this worker doesn't control yet can't be led anywhere. */
async function lead(tab: WindowClient, href: string): Promise<void> {
  try {
    await (await tab.focus()).navigate(href)
  } catch {
    await self.clients.openWindow(href)
  }
}

/** The browser has another address for us: the server learns it. */
export async function onSubscriptionChange(event: Event): Promise<void> {
  const { oldSubscription } = event as Event & { oldSubscription?: PushSubscription }
  const key = oldSubscription?.options.applicationServerKey
  if (!key) return
  const { pushManager } = self.registration
  const renewed = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  await fetch('/api/trpc/notifications.subscribe', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(renewed),
  })
}

/** Nothing of a post is to be seen after its time, or once it was deleted. */
export async function closeExpired(): Promise<void> {
  const now = await serverNow()
  await closeWhere(({ expiresAt }) => expiresAt <= now)
}

export const closeNotificationOf = (of: string) => closeWhere(({ postId }) => postId === of)
export const closeNotifications = () => closeWhere(() => true)

async function closeWhere(holds: (shown: Shown) => boolean): Promise<void> {
  for (const one of await self.registration.getNotifications()) if (holds(one.data as Shown)) one.close()
}
