import { type PushService, openPushService } from '@carillon/api/testing/push'
import type { Client } from '@carillon/client'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { eventually } from './support/processes.ts'
import { sharedInstance } from './support/shared.ts'
import { visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'bells_push'

describe.skipIf(!CHROMIUM)('notifications', () => {
  let service: PushService
  let url: string
  let browser: Browser
  let operator: Client
  let reader: Visitor
  let page: Page
  let worker: CDPSession
  let publicKey = ''

  beforeAll(async () => {
    const instance = sharedInstance()
    url = instance.url
    service = await openPushService(() => ({ publicKey, now: Date.now() }), instance.neighbour)
    operator = await signInByApi(url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Bells of the town', category: 'music' })
    browser = await launchBrowser()
    reader = await visit(browser, url)
    page = reader.page
    // This browser has no push service of its own here: the addresses that it would be given are of ours.
    const target = service.browser('reader')
    await reader.context.addInitScript((given) => {
      let subscription: unknown = null
      const key = (text: string) =>
        Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0)).buffer
      Object.assign(PushManager.prototype, {
        getSubscription: async () => subscription,
        async subscribe({ applicationServerKey }: { applicationServerKey: string }) {
          subscription = {
            options: { applicationServerKey: key(applicationServerKey) },
            toJSON: () => given,
            async unsubscribe() {
              subscription = null
              return true
            },
          }
          return subscription
        },
      })
    }, target)
  })
  afterAll(async () => {
    await browser?.close()
    service?.close()
  })

  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }))
    })
  const deliver = async (data: string) => {
    const { registrationId } = await registered
    await worker.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data })
  }
  let registered: Promise<{ registrationId: string }>

  test('are for whoever follows something, and only a click asks for permission', async () => {
    await page.goto('/you')
    await page.getByText('You follow no channel yet').waitFor()
    await page.goto(`/c/${HANDLE}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    await page.goto('/you')
    await page.getByText('Notifications are off for this device.').waitFor()
    expect(await page.evaluate(() => Notification.permission)).not.toBe('granted')
    await reader.context.grantPermissions(['notifications'], { origin: url })
    publicKey = (await operator.notifications.get.query()).publicKey
    await page.getByRole('button', { name: 'Turn on for this device' }).click()
    await page.getByText('Notifications are on for this device.').waitFor()
    reader.assertNoFaults()
  })

  test('a post is sent encrypted and signed; the browser shows what came', async () => {
    worker = await reader.context.newCDPSession(page)
    registered = new Promise((resolve) =>
      worker.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [one] = registrations.filter(({ isDeleted }) => !isDeleted)
        if (one) resolve(one)
      }),
    )
    await worker.send('ServiceWorker.enable')
    const content = { kind: 'text' as const, text: 'The *great* bell rings at noon.' }
    const post = await operator.posts.publish.mutate({ handle: HANDLE, content })
    const [payload] = await eventually('a push message', 20_000, () => {
      const told = service.told('reader')
      return told.length > 0 ? told : null
    })
    expect(service.faults).toEqual([])
    await deliver(JSON.stringify(payload))
    const [notification] = await eventually('a notification', 20_000, async () => {
      const all = await shown()
      return all.length > 0 ? all : null
    })
    expect(notification).toEqual({
      title: 'Bells of the town',
      body: 'The great bell rings at noon.',
      tag: post.id,
      data: { url: `/c/${HANDLE}/${post.id}`, expiresAt: post.expiresAt, postId: post.id },
    })
    // The same once more takes its own place.
    await deliver(JSON.stringify(payload))
    await deliver(JSON.stringify({ ...payload, tag: 'other', title: 'Other' }))
    await eventually('the other notification', 20_000, async () => (await shown()).length === 2)
  })

  test('what is past its time is not shown, and goes where it is shown', async () => {
    const [payload] = service.told('reader')
    const soon = { ...payload, tag: 'soon', expiresAt: Date.now() + 5_000 }
    await deliver(JSON.stringify(soon))
    await eventually('the one that is soon over', 20_000, async () => (await shown()).some(({ tag }) => tag === 'soon'))
    await deliver(JSON.stringify({ ...payload, tag: 'over', expiresAt: Date.now() - 1 }))
    await eventually('its end', 20_000, async () => {
      await deliver(JSON.stringify({ ...payload, tag: 'control' }))
      return !(await shown()).some(({ tag }) => tag === 'soon')
    })
    const tags = (await shown()).map(({ tag }) => tag)
    expect(tags).toContain('control')
    expect(tags).not.toContain('over')
  })

  test('times are kept on every choice, and are there the next time', async () => {
    await page.getByLabel('Quiet hours').check()
    await page.getByText('Saved.').waitFor()
    await page.getByLabel('From').fill('21:30')
    await page.getByLabel('At most').selectOption('5 a day')
    await eventually('the choice', 20_000, async () => {
      const { settings } = await page.evaluate(async () => {
        const answer = await fetch('/api/trpc/notifications.get')
        return ((await answer.json()) as { result: { data: { settings: object } } }).result.data
      })
      return JSON.stringify(settings).includes('"from":1290') && JSON.stringify(settings).includes('"dailyCap":5')
    })
    reader.assertNoFaults()
  })

  test('turned off, nothing more is sent', async () => {
    await page.getByRole('button', { name: 'Turn off for this device' }).click()
    await page.getByText('Notifications are off for this device.').waitFor()
    const before = service.requests
    const content = { kind: 'text' as const, text: 'Nobody hears it.' }
    await operator.posts.publish.mutate({ handle: HANDLE, content })
    const waiting = await page.evaluate(
      async () => (await (await fetch('/api/trpc/notifications.get')).json()) as object,
    )
    expect(JSON.stringify(waiting)).toContain('"subscribed":false')
    expect(service.requests).toBe(before)
  })
})
