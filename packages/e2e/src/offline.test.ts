import type { Client } from '@carillon/client'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { ROOT } from './support/paths.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'offline_test'
const DAY = 86_400_000
const SHORT = 'Gone after a day: a marker that must not stay'
const LONG = 'Here for thirty days'
const ALT = 'A pattern of squares'

describe.skipIf(!CHROMIUM)('without a connection', () => {
  let url: string
  let browser: Browser
  let operator: Client
  let reader: Visitor

  beforeAll(async () => {
    const instance = sharedInstance()
    url = instance.url
    browser = await launchBrowser()
    operator = await signInByApi(url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Offline test', category: 'music' })
    await say(LONG)
    await operator.channels.edit.mutate({ handle: HANDLE, retentionDays: 1 })
    const file = new Blob([await readFile(join(ROOT, 'apps/directory/public/icons/512.png'))], { type: 'image/png' })
    const { mediaId } = await operator.uploads.photo(HANDLE, file)
    await operator.posts.publish.mutate({
      handle: HANDLE,
      content: { kind: 'photo', text: SHORT, photo: { mediaId, alt: ALT } },
    })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    reader = await visit(browser, url)
    const { page } = reader
    await page.goto(`/c/${HANDLE}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    for (const path of ['/updates', `/c/${HANDLE}`]) {
      await page.goto(path)
      await page.getByText(SHORT).first().waitFor()
      await settle(page)
    }
    await reader.context.setOffline(true)
  })
  afterEach(async () => {
    await reader.leave()
    // The browser itself reports what it can't reach.
    reader.assertNoFaults('ERR_INTERNET_DISCONNECTED')
  })

  const say = (text: string) => operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })
  const worker = () => reader.context.serviceWorkers()[0]!
  /** The device's clock is put forward, or back. */
  const shift = (by: number) =>
    worker().evaluate((by) => {
      const real = Date.now.bind(Date)
      Date.now = () => real() + by
    }, by)
  /** Everything that this site keeps in the browser, as text; of pictures, their addresses. */
  const kept = () =>
    worker().evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open('carillon')
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error!)
      })
      const rows = await Promise.all(
        [...db.objectStoreNames].map(
          (name) =>
            new Promise<unknown>((resolve) => {
              const all = db.transaction(name).objectStore(name).getAll()
              all.onsuccess = () => resolve(all.result)
            }),
        ),
      )
      db.close()
      const pages: string[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const TEXT = /^(text\/html|application\/json)/
          const type = (await cache.match(request))!.headers.get('Content-Type') ?? ''
          pages.push(request.url, TEXT.test(type) ? await (await cache.match(request))!.text() : '')
        }
      }
      return JSON.stringify([rows, pages])
    })
  const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'You are offline. Last updated' })

  test('Updates and a channel’s page show what was last seen, with its pictures, and say from when it is', async () => {
    const { page } = reader
    for (const path of ['/updates', `/c/${HANDLE}`]) {
      await page.goto(path)
      await notice(page).waitFor()
      await page.getByText(LONG).first().waitFor()
      const photo = page.getByRole('img', { name: ALT })
      await photo.scrollIntoViewIfNeeded()
      expect(
        await photo.evaluate(async (img: HTMLImageElement) => (await img.decode(), img.naturalWidth)),
      ).toBeGreaterThan(0)
    }
  })

  test('what has expired is neither shown nor kept, and nothing else goes', async () => {
    const { page } = reader
    expect(await kept()).toContain(SHORT)
    const media = await page
      .getByRole('img', { name: ALT })
      .evaluate((img: HTMLImageElement) => new URL(img.currentSrc).pathname)
    expect(await kept()).toContain(media)
    await shift(DAY)
    for (const path of ['/updates', `/c/${HANDLE}`]) {
      await page.goto(path)
      await page.getByText(LONG).first().waitFor()
      expect(await page.content()).not.toContain(SHORT)
    }
    expect(await kept()).not.toContain(SHORT)
    expect(await kept()).not.toContain(media)
    expect(await kept()).toContain(LONG)
  })

  test('a clock that is put back brings back nothing, and makes nothing live longer', async () => {
    const { page } = reader
    await shift(DAY)
    await page.goto('/updates')
    await page.getByText(LONG).first().waitFor()
    await shift(-2 * DAY)
    await page.goto('/updates')
    await page.getByText(LONG).first().waitFor()
    expect(await page.content()).not.toContain(SHORT)
    expect(await kept()).not.toContain(SHORT)
  })

  test('a post that is deleted while its page is open is kept no longer', async () => {
    const { page, context } = reader
    await context.setOffline(false)
    const { id } = await say('Deleted in a moment')
    await page.reload()
    await page.getByText('Deleted in a moment').waitFor()
    await settle(page)
    expect(await kept()).toContain('Deleted in a moment')
    await operator.posts.delete.mutate({ handle: HANDLE, postId: id })
    await page.getByText('Deleted in a moment').waitFor({ state: 'detached' })
    await context.setOffline(true)
    await page.goto('/updates')
    await notice(page).waitFor()
    expect(await kept()).not.toContain('Deleted in a moment')
  })

  test('a page that was never opened says that it needs a connection, in the language of its address', async () => {
    const { page } = reader
    await page.goto('/categories')
    await page.getByRole('heading', { name: 'You are offline' }).waitFor()
    await page.getByRole('link', { name: 'To Updates' }).click()
    await notice(page).waitFor()
    await page.goto('/fr/countries')
    await page.getByRole('heading', { name: 'Vous êtes hors ligne' }).waitFor()
  })

  test('following and muting say that they need a connection', async () => {
    const { page } = reader
    await page.goto(`/c/${HANDLE}`)
    await notice(page).waitFor()
    await page.getByRole('button', { name: 'Unfollow' }).click()
    await page.getByRole('alert').filter({ hasText: 'this needs a connection' }).waitFor()
    await page.goto('/updates')
    await page.getByRole('region', { name: 'Channels you follow' }).locator('summary').first().click()
    await page.getByRole('button', { name: 'Mute for 8 hours' }).click()
    await page.getByRole('alert').filter({ hasText: 'this needs a connection' }).waitFor()
  })

  test('whoever deletes everything about them leaves nothing in the browser', async () => {
    const { page, context } = reader
    expect(await kept()).toContain(LONG)
    await context.setOffline(false)
    const status = await page.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch('/api/trpc/followers.forget', { method: 'POST', headers })).status
    })
    expect(status).toBe(200)
    expect(await kept()).not.toContain(LONG)
    expect(await kept()).not.toContain('Offline test')
  })

  test('the console keeps nothing', async () => {
    await reader.context.setOffline(false)
    const before = await kept()
    await reader.page.goto('/console/sign-in')
    await settle(reader.page)
    expect(await kept()).toBe(before)
  })
})
