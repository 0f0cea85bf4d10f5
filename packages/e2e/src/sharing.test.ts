import type { Client } from '@carillon/client'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, visit, type Visitor } from './support/visitors.ts'

const OPEN = 'shared_gladly'
const KEPT = 'shared_never'

describe.skipIf(!CHROMIUM)('passing on', () => {
  let instance: SharedInstance
  let browser: Browser
  let operator: Client
  let reader: Visitor

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    for (const handle of [OPEN, KEPT]) {
      const sharing = handle === OPEN
      await operator.channels.create.mutate({ handle, name: `Named ${handle}`, category: 'news', sharing })
      await operator.posts.publish.mutate({ handle, content: { kind: 'text', text: `Said in ${handle}` } })
    }
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    reader = await visit(browser, instance.url)
  })
  afterEach(async () => {
    await reader.leave()
    reader.assertNoFaults()
  })

  const share = async (page: Page, what: string) => {
    await page.locator('#actions summary').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: what, exact: true }).focus()
    await page.keyboard.press('Enter')
  }

  test('a channel’s link is copied, and its QR code is drawn and saved in two forms', async () => {
    const { page, context } = reader
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`/c/${OPEN}?invite=secret`)
    await page.getByText(`Said in ${OPEN}`).waitFor()
    await share(page, 'Copy link')
    await page.getByRole('status').filter({ hasText: 'Link copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${instance.url}/c/${OPEN}`)

    await share(page, 'QR code')
    const dialog = page.getByRole('dialog', { name: 'QR code' })
    await dialog.getByRole('img', { name: `QR code that leads to Named ${OPEN}` }).waitFor()
    const saved = async (format: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: `Save as ${format}` }).click(),
      ])
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
    }
    const svg = await saved('SVG')
    expect(svg.name).toBe(`${OPEN}.svg`)
    expect(svg.bytes.toString()).toMatch(/^<svg xmlns=.*<path d="M/)
    const png = await saved('PNG')
    expect([png.name, png.bytes.subarray(1, 4).toString()]).toEqual([`${OPEN}.png`, 'PNG'])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('a channel that forbids it offers nothing of its posts, says so honestly, and may be shared itself', async () => {
    const { page } = reader
    for (const handle of [OPEN, KEPT]) {
      const offers = handle === OPEN ? 1 : 0
      await page.goto(`/c/${handle}`)
      await page.getByText(`Said in ${handle}`).waitFor()
      await settle(page)
      expect(await page.getByRole('article').locator('summary').count()).toBe(offers)
      expect(await page.getByText('a screen can always be photographed').count()).toBe(1 - offers)
      expect(await page.locator('#actions summary').count()).toBe(1)
      await page.getByRole('button', { name: 'Follow', exact: true }).click()
      await page.getByText('You follow this channel.').waitFor()
    }
    await page.goto('/updates')
    const timeline = page.getByRole('region', { name: 'Updates', exact: true })
    const post = (handle: string) => timeline.getByRole('article').filter({ hasText: `Said in ${handle}` })
    await post(OPEN).locator('summary').waitFor()
    expect(await post(KEPT).locator('summary').count()).toBe(0)
  })

  test('the site can be installed, under the name of the instance, in each language', async () => {
    const { page, context } = reader
    for (const [path, start] of [
      ['/updates', '/updates'],
      ['/fr/updates', '/fr/updates'],
    ] as const) {
      await page.goto(path)
      await page.evaluate(() => navigator.serviceWorker.ready)
      const devtools = await context.newCDPSession(page)
      const { errors, data } = await devtools.send('Page.getAppManifest')
      expect(errors).toEqual([])
      const manifest = JSON.parse(data!) as { name: string; start_url: string; icons: { src: string; sizes: string }[] }
      expect(manifest).toMatchObject({ name: 'Carillon', start_url: start, display: 'standalone' })
      for (const { src, sizes } of manifest.icons) {
        const drawn = await page.evaluate(async (src) => {
          const picture = await createImageBitmap(await (await fetch(src)).blob())
          return `${picture.width}x${picture.height}`
        }, src)
        expect(drawn).toBe(sizes)
      }
      const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
      // Every profile of a test is a private one.
      expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
    }
  })
})
