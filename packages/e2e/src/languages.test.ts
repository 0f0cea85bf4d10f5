import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { drawPhoto } from './support/pictures.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'tower_languages'

/** A page of somebody else's, with a picture. */
async function openTower(port: number, picture: Buffer): Promise<Server> {
  const head = '<meta property="og:title" content="Bells &amp; tower"><meta property="og:site_name" content="Gazette">'
  const server = createServer((request, response) => {
    if (request.url === '/tower.png') response.setHeader('content-type', 'image/png').end(picture)
    else response.setHeader('content-type', 'text/html').end(`${head}<meta property="og:image" content="/tower.png">`)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

describe.skipIf(!CHROMIUM)('a post that leads elsewhere, and one in several languages', () => {
  let browser: Browser
  let admin: Visitor
  let reader: Visitor
  let page: Page
  let tower: Server
  let address: string

  beforeAll(async () => {
    const { url, operator, neighbour } = sharedInstance()
    browser = await launchBrowser()
    const api = await signInByApi(url, operator)
    await api.channels.create.mutate({ handle: HANDLE, name: 'Tower languages', category: 'news', language: 'en' })
    admin = await visit(browser, url)
    reader = await visit(browser, url)
    page = admin.page
    await signIn(page, operator)
    tower = await openTower(neighbour, await drawPhoto(page))
    address = `http://127.0.0.1:${neighbour}/bells`
  })
  afterAll(async () => {
    await browser?.close()
    tower?.close()
  })
  beforeEach(() => page.goto(`/console/c/${HANDLE}`))
  afterEach(() => [admin, reader].forEach((visitor) => visitor.assertNoFaults()))

  const composer = () => page.getByLabel('Text of the post')
  const publish = () => page.getByRole('button', { name: 'Publish', exact: true }).click()
  const preview = () => page.getByRole('region', { name: 'Link preview' })
  const postOf = (one: Page, text: string) => one.getByRole('article').filter({ hasText: text })

  test('shows what it leads to, in the words of its admin, and followers see it', async () => {
    await composer().fill(`Read this: ${address}`)
    await preview().getByLabel('Title').waitFor()
    expect(await preview().getByLabel('Title').inputValue()).toBe('Bells & tower')
    expect(await preview().getByLabel('Site').inputValue()).toBe('Gazette')
    await preview().getByLabel('Title').fill('Bells of the tower')
    await publish()
    await postOf(page, 'Bells of the tower').first().waitFor()

    await reader.page.goto(`/c/${HANDLE}`)
    const card = reader.page.getByRole('link', { name: 'Bells of the tower Gazette' })
    await card.scrollIntoViewIfNeeded()
    expect(await card.getAttribute('href')).toBe(address)
    await expect
      .poll(() => card.locator('img').evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
  })

  test('shows nothing of it where its admin won’t have that', async () => {
    await composer().fill(`No card: ${address}`)
    await preview().getByRole('button', { name: 'Remove the preview' }).click()
    await page.getByRole('button', { name: 'Show a preview of 127.0.0.1' }).waitFor()
    await publish()
    await postOf(page, 'No card').waitFor()
    await reader.page.goto(`/c/${HANDLE}`)
    expect(await postOf(reader.page, 'No card').getByRole('link', { name: 'Gazette' }).count()).toBe(0)
  })

  test('says why nothing is shown, and lets it be published all the same', async () => {
    await composer().fill('Nobody there: http://127.0.0.1:9/')
    await page.getByText('This address lies inside a private network').waitFor()
    admin.assertNoFaults('400')
    await publish()
    await postOf(page, 'Nobody there').waitFor()
  })

  test('is read in the language of the page, and in another that a reader chooses', async () => {
    await composer().fill('The ferry leaves at noon')
    await page.getByLabel('Add a language').selectOption('fr')
    await page.getByLabel('Text in French').fill('Le ferry part à midi')
    await page.getByLabel('Add a language').selectOption('es')
    await page.getByLabel('Text in Spanish').fill('El ferry sale a las doce')
    await page.reload()
    await composer().waitFor()
    expect(await page.getByLabel('Text in French').inputValue()).toBe('Le ferry part à midi')
    await page.getByRole('button', { name: 'Remove Spanish' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await publish()
    await postOf(page, 'The ferry leaves at noon').last().waitFor()

    await reader.page.goto(`/fr/c/${HANDLE}`)
    await reader.page.getByText('Le ferry part à midi').waitFor()
    await reader.page.goto(`/c/${HANDLE}`)
    const post = postOf(reader.page, 'The ferry leaves at noon')
    await post.waitFor()
    await post.getByRole('button', { name: 'Español' }).click()
    await reader.page.getByText('El ferry sale a las doce').waitFor()
    expect(await reader.page.locator('[lang=es]', { hasText: 'El ferry' }).count()).toBeGreaterThan(0)
  })
})
