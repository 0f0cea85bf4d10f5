import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

describe.skipIf(!CHROMIUM)('a channel’s posts as a file', () => {
  let browser: Browser
  let admin: Visitor
  let page: Page
  let archive: string

  beforeAll(async () => {
    const { url, operator } = sharedInstance()
    browser = await launchBrowser()
    const api = await signInByApi(url, operator)
    for (const handle of ['archive_from', 'archive_to']) {
      await api.channels.create.mutate({ handle, name: handle, category: 'news' })
    }
    await api.posts.publish.mutate({ handle: 'archive_from', content: { kind: 'text', text: 'The bell of 1893' } })
    admin = await visit(browser, url, { acceptDownloads: true })
    page = admin.page
    await signIn(page, operator)
  })
  afterAll(() => browser?.close())
  afterEach(() => admin.assertNoFaults())

  const section = () => page.getByRole('region', { name: 'Posts as a file' })
  const choose = (file: string | { name: string; mimeType: string; buffer: Buffer }) =>
    section().locator('input[type=file]').setInputFiles(file)

  test('is taken from its settings', async () => {
    await page.goto('/console/c/archive_from/settings')
    await section().getByText('1 post').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      section().getByRole('link', { name: 'Export the posts' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^carillon-archive_from-\d{4}-\d\d-\d\d\.zip$/)
    archive = await download.path()
  })

  test('is imported into another, and says what came of it', async () => {
    await page.goto('/console/c/archive_to/settings')
    await section().getByText('There is no live post to export.').waitFor()
    await choose(archive)
    await section().getByText('1 post was imported.').waitFor()
    await page.goto('/console/c/archive_to')
    await page.getByRole('article').filter({ hasText: 'The bell of 1893' }).waitFor()
  })

  test('that is none is refused in words', async () => {
    await page.goto('/console/c/archive_to/settings')
    await choose({ name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip at all') })
    await section().getByRole('alert').filter({ hasText: 'This isn’t an archive of a channel.' }).waitFor()
    admin.assertNoFaults('422')
  })
})
