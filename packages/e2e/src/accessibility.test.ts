import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hindrancesOn } from './support/accessible.ts'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { furnish } from './support/furnish.ts'
import { Neighbour } from './support/neighbour.ts'
import { drawPhoto } from './support/pictures.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

/** Where what a wide screen shows at once is in menus. */
const NARROW = 360

/** A channel that has nothing, and one that has some of everything. */
const BARE = 'bare_test'
const FURNISHED = 'furnished_test'

/** What to look at: an address, and what to do there first. */
type Sight = { name: string; path: string; prepare?: (page: Page) => Promise<unknown>; status?: number }

const DIRECTORY: Sight[] = [
  { name: 'home', path: '/' },
  { name: 'home in French', path: '/fr' },
  { name: 'home in Spanish', path: '/es' },
  { name: 'search with results', path: '/search?q=courier' },
  { name: 'search with filters', path: '/search', prepare: openFilters },
  { name: 'search without results', path: '/search?q=zzzzqqqqxxxx' },
  { name: 'categories', path: '/categories' },
  { name: 'a category', path: '/category/news' },
  { name: 'a country', path: '/country/IE' },
  { name: 'a language', path: '/language/es' },
  { name: 'a channel', path: '/c/harbour_courier' },
  { name: 'Updates, empty', path: '/updates' },
  { name: 'the promise', path: '/promise' },
  { name: 'erasure', path: '/erasure' },
  { name: 'erasure in French', path: '/fr/erasure' },
  { name: 'erasure in Spanish', path: '/es/erasure' },
  { name: 'counting', path: '/counting' },
  { name: 'counting in French', path: '/fr/counting' },
  { name: 'counting in Spanish', path: '/es/counting' },
  { name: 'not found', path: '/no/such/page', status: 404 },
  { name: 'Updates, full', path: '/updates', prepare: followSome },
]

const DOORWAY: Sight[] = [
  { name: 'sign in', path: '/console/sign-in' },
  { name: 'sign in, refused', path: '/console/sign-in', prepare: failToSignIn, status: 401 },
  { name: 'sign up', path: '/console/sign-up' },
  { name: 'reset', path: '/console/reset' },
  { name: 'a new password', path: '/console/reset/0123456789abcdef0123456789abcdef' },
]

const CONSOLE: Sight[] = [
  { name: 'channels', path: '/console' },
  { name: 'create a channel', path: '/console/new' },
  { name: 'posts', path: '/console/c/harbour_courier' },
  // The page that the text links to can't be read from here, and it says so.
  { name: 'the composer', path: '/console/c/harbour_courier', prepare: compose, status: 422 },
  { name: 'the composer with a poll', path: `/console/c/${FURNISHED}`, prepare: pressing('Poll') },
  { name: 'stickers', path: '/console/c/harbour_courier/stickers' },
  { name: 'stickers for everybody', path: '/console/stickers' },
  { name: 'team', path: '/console/c/harbour_courier/team' },
  { name: 'no drafts', path: `/console/c/${BARE}/drafts` },
  { name: 'drafts', path: `/console/c/${FURNISHED}/drafts` },
  { name: 'drafts as a month', path: `/console/c/${FURNISHED}/drafts?view=month` },
  { name: 'a draft being edited', path: `/console/c/${FURNISHED}/drafts`, prepare: pressing('Edit') },
  { name: 'a draft being discarded', path: `/console/c/${FURNISHED}/drafts`, prepare: pressing('Discard') },
  { name: 'no feeds', path: `/console/c/${BARE}/feeds` },
  { name: 'feeds', path: `/console/c/${FURNISHED}/feeds` },
  { name: 'a feed refused', path: `/console/c/${BARE}/feeds`, prepare: followNothing, status: 400 },
  { name: 'a feed no longer followed', path: `/console/c/${FURNISHED}/feeds`, prepare: choosing('Stop following') },
  { name: 'no webhooks', path: `/console/c/${BARE}/webhooks` },
  { name: 'webhooks', path: `/console/c/${FURNISHED}/webhooks` },
  { name: 'actions of a webhook', path: `/console/c/${FURNISHED}/webhooks`, prepare: openActions },
  { name: 'a webhook being edited', path: `/console/c/${FURNISHED}/webhooks`, prepare: choosing('Edit') },
  { name: 'a new secret', path: `/console/c/${FURNISHED}/webhooks`, prepare: makeSecret },
  { name: 'deliveries', path: `/console/c/${FURNISHED}/webhooks`, prepare: openLog },
  { name: 'no API keys', path: `/console/c/${BARE}/keys` },
  { name: 'API keys', path: `/console/c/${FURNISHED}/keys` },
  { name: 'a new key', path: `/console/c/${BARE}/keys`, prepare: makeKey },
  { name: 'the menu of a narrow screen', path: `/console/c/${FURNISHED}/feeds`, prepare: openMore },
  { name: 'settings', path: '/console/c/harbour_courier/settings' },
  { name: 'account', path: '/console/account' },
  { name: 'instance', path: '/console/instance' },
  { name: 'upkeep', path: '/console/instance/upkeep' },
  { name: 'nothing erased', path: `/console/c/${BARE}/erased` },
  { name: 'import', path: '/console/import' },
  { name: 'import with a report', path: '/console/import', prepare: importSome },
  { name: 'nothing there', path: '/console/no/such/page' },
]

describe.skipIf(!CHROMIUM)('everybody can use', () => {
  let instance: SharedInstance
  let browser: Browser
  let visitor: Visitor
  let unclaimed: string
  let invitation: string
  let neighbour: Neighbour

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    visitor = await visit(browser, instance.url)
    const operator = await signInByApi(instance.url, instance.operator)
    const { hits } = await operator.directory.search.query({ query: 'onerror' })
    unclaimed = hits.find((hit) => !hit.claimed)!.handle
    const { link } = await operator.members.invite.mutate({ handle: 'harbour_courier', role: 'editor' })
    invitation = new URL(link).pathname
    neighbour = await Neighbour.open(instance.neighbour)
    await operator.channels.create.mutate({ handle: BARE, name: 'Bare', category: 'news' })
    await furnish(operator, FURNISHED, neighbour.url)
  })
  afterAll(async () => {
    await browser?.close()
    neighbour?.close()
  })

  for (const sight of DIRECTORY) test(`the directory: ${sight.name}`, () => inspect(sight))
  test('the directory: an unclaimed channel', () => inspect({ name: '', path: `/c/${unclaimed}` }))

  for (const sight of DOORWAY) test(`the console: ${sight.name}`, () => inspect(sight))
  test('the console: an invitation', () => inspect({ name: '', path: invitation }))

  describe('signed in', () => {
    beforeAll(() => signIn(visitor.page, instance.operator))
    for (const sight of CONSOLE) test(`the console: ${sight.name}`, () => inspect(sight))
  })

  async function inspect({ path, prepare, status = 200 }: Sight): Promise<void> {
    const { page } = visitor
    await page.goto(path)
    await settle(page)
    await prepare?.(page)
    expect(await hindrancesOn(page)).toEqual([])
    visitor.assertNoFaults(status === 200 ? undefined : `status of ${status}`)
  }
})

async function openFilters(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 900 })
  await page.getByRole('button', { name: 'Filters' }).click()
}

async function followSome(page: Page): Promise<void> {
  for (const handle of ['harbour_courier', 'lakeside_health']) {
    await page.goto(`/c/${handle}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
  }
  await page.goto('/updates')
  await page.getByRole('article').first().waitFor()
}

async function failToSignIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill('nobody@example.org')
  await page.getByLabel('Password', { exact: true }).fill('not the right one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('don’t go together').waitFor()
}

async function compose(page: Page): Promise<void> {
  const photo = { name: 'quay.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page) }
  await page
    .getByLabel('Text of the post')
    .fill('*Bold*, _italic_, `code`\n\n> a quote\n\n- one\n- two\n\n#tag https://example.org')
  await page.getByLabel('Add photos and videos').setInputFiles(photo)
  await page.getByLabel('Description of the photo').fill('A pattern of coloured squares')
}

function pressing(name: string | RegExp) {
  return (page: Page) => page.getByRole('main').getByRole('button', { name }).first().click()
}

function choosing(action: string) {
  return async (page: Page) => {
    await pressing(/^Actions for/)(page)
    await page.getByRole('menuitem', { name: action, exact: true }).click()
    await page.getByRole('dialog').waitFor()
  }
}

async function openActions(page: Page): Promise<void> {
  await page.setViewportSize({ width: NARROW, height: 800 })
  await pressing(/^Actions for/)(page)
  await page.getByRole('menuitem', { name: 'Send a test' }).waitFor()
}

async function followNothing(page: Page): Promise<void> {
  await page.getByLabel('Address').fill('http://127.0.0.1:1/feed.xml')
  await page.getByRole('button', { name: 'Follow a feed' }).click()
  await page.locator('[aria-invalid=true]').waitFor()
}

async function makeSecret(page: Page): Promise<void> {
  await choosing('New secret')(page)
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
  await page.getByRole('dialog', { name: 'Copy the secret now' }).waitFor()
}

async function openLog(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Deliveries' }).first().click()
  await page.getByText('1 attempt').first().click()
}

async function makeKey(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('newsroom system')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await page.getByRole('dialog', { name: 'Copy the key now' }).waitFor()
}

async function openMore(page: Page): Promise<void> {
  await page.setViewportSize({ width: NARROW, height: 800 })
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Webhooks' }).waitFor()
}

async function importSome(page: Page): Promise<void> {
  const table = 'name,country,colour\nHarbour radio,IE,blue\nHill radio,Atlantis,red\n'
  const files = [
    { name: 'radios.csv', mimeType: 'text/csv', buffer: Buffer.from(table) },
    { name: 'picture.opml', mimeType: 'text/xml', buffer: Buffer.from('<svg/>') },
  ]
  await page.locator('input[type=file]').setInputFiles(files)
  await page.getByRole('region', { name: 'Report' }).waitFor()
}
