import type { Client } from '@carillon/client'
import type { Browser, Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { Neighbour, type Delivered } from './support/neighbour.ts'
import { eventually } from './support/processes.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'neighbour_test'
/** A feed may be asked again, by hand, after so many milliseconds. */
const PATIENCE = 30_000

describe.skipIf(!CHROMIUM)('a channel with a server beside it', () => {
  let neighbour: Neighbour
  let browser: Browser
  let admin: Visitor
  let page: Page
  let operator: Client

  beforeAll(async () => {
    const instance = sharedInstance()
    neighbour = await Neighbour.open(instance.neighbour)
    neighbour.announce('Old news')
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Neighbour test', category: 'news' })
    admin = await visit(browser, instance.url)
    page = admin.page
    await signIn(page, instance.operator)
  })
  afterAll(async () => {
    await browser?.close()
    neighbour?.close()
  })
  afterEach(() => admin.assertNoFaults())

  const publish = async (text: string) => {
    const { id } = await operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })
    return id
  }
  const deliveryOf = (post: string) =>
    eventually('the delivery', 20_000, () => neighbour.delivered.find(({ body }) => postOf(body) === post))

  test('follows a feed of it, and posts nothing that it held before', async () => {
    await page.goto(`/console/c/${HANDLE}/feeds`)
    await page.getByText('No feeds yet').waitFor()
    await page.getByLabel('Address').fill(`${neighbour.url}/feed.xml`)
    await page.getByLabel('Address').press('Enter')
    await page.getByText('Neighbour news is followed now').waitFor()
    const row = page.getByRole('listitem').filter({ hasText: 'Neighbour news' })
    await row.getByText('In order').waitFor()
    expect((await operator.drafts.list.query({ handle: HANDLE })).items).toEqual([])
  })

  test('tells it of posts, signed with a secret that is shown once', async () => {
    await page.goto(`/console/c/${HANDLE}/webhooks`)
    await page.getByLabel('Address').fill(`${neighbour.url}/told`)
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    const secret = await takeSecret()
    await page.reload()
    await page.getByText(`${neighbour.url}/told`).waitFor()
    expect(await page.content()).not.toContain(secret)

    const delivered = await deliveryOf(await publish('Said to nobody but readers'))
    expect(verify(delivered, secret)).toMatchObject({ type: 'post.published' })
    expect(() => verify({ ...delivered, body: `${delivered.body} ` }, secret)).toThrow()
    expect(delivered.body).not.toContain('readers')

    await page.getByRole('link', { name: 'Deliveries' }).click()
    const told = page.getByRole('listitem').filter({ hasText: 'A post is published' })
    await told.getByText('Delivered').waitFor()
    await told.getByText('1 attempt').waitFor()
    await told.getByRole('button', { name: 'Send again' }).click()
    await told.getByText('2 attempts').waitFor()
    const ids = neighbour.delivered.map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([ids[0], ids[0]])

    await page.getByRole('link', { name: 'All webhooks' }).click()
    await chooseByKeys('New secret')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await eventually('the focus', 10_000, () => actions().evaluate((button) => button === document.activeElement))
    await chooseByKeys('New secret')
    await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
    const another = await takeSecret()
    expect(another).not.toBe(secret)
    const twice = await deliveryOf(await publish('Signed twice'))
    expect(verify(twice, another)).toEqual(verify(twice, secret))
  })

  test('tells it nothing while that is paused, nor after it is removed', async () => {
    await page.goto(`/console/c/${HANDLE}/webhooks`)
    await chooseByKeys('Pause')
    await page.getByText('Paused', { exact: true }).waitFor()
    const untold = await publish('While it was paused')
    await chooseByKeys('Resume')
    await page.getByText('In order').waitFor()
    await deliveryOf(await publish('After it was paused'))
    expect(neighbour.delivered.map(({ body }) => postOf(body))).not.toContain(untold)
    await chooseByKeys('Remove')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No webhooks yet').waitFor()
  })

  test('makes a draft of its news, which is edited, published, and read in Updates', async () => {
    const reader = await visit(browser, sharedInstance().url)
    await reader.page.goto(`/c/${HANDLE}`)
    await reader.page.getByRole('button', { name: 'Follow', exact: true }).click()
    await reader.page.getByText('You follow this channel.').waitFor()

    const { items } = await operator.sources.list.query({ handle: HANDLE })
    const again = items[0]!.checkedAt! + PATIENCE
    await eventually('the time to ask again', PATIENCE, () => Date.now() > again)
    neighbour.announce('The bridge opens')
    await page.goto(`/console/c/${HANDLE}/feeds`)
    await page.getByRole('button', { name: 'Ask now' }).click()
    await page.getByText('It was asked, and brought something new').waitFor()
    await page.getByRole('link', { name: /^Drafts/ }).click()
    const draft = page.getByRole('listitem').filter({ hasText: 'The bridge opens' })
    await draft.getByText('From Neighbour news').waitFor()
    await draft.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Text of the post').fill('The bridge opens on *Monday*.')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByRole('listitem').getByRole('button', { name: 'Publish' }).click()
    await page.getByText('No drafts').waitFor()

    for (const path of [`/c/${HANDLE}`, '/updates']) {
      await reader.page.goto(path)
      await reader.page.getByRole('article').filter({ hasText: 'The bridge opens on Monday.' }).waitFor()
      expect(await reader.page.getByText('Old news').count()).toBe(0)
    }
    reader.assertNoFaults()
    await reader.leave()
  })

  const actions = () => page.getByRole('button', { name: /^Actions for/ })

  async function chooseByKeys(action: string): Promise<void> {
    await actions().press('Enter')
    const item = page.getByRole('menuitem', { name: action, exact: true })
    await item.waitFor()
    await eventually(`${action} being reached`, 10_000, async () => {
      if ((await item.getAttribute('data-highlighted')) !== null) return true
      await page.keyboard.press('ArrowDown')
      return false
    })
    await page.keyboard.press('Enter')
  }

  async function takeSecret(): Promise<string> {
    const dialog = page.getByRole('dialog', { name: 'Copy the secret now' })
    const secret = await dialog.getByLabel('Secret', { exact: true }).inputValue()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await dialog.waitFor({ state: 'detached' })
    return secret
  }
})

const verify = ({ body, headers }: Delivered, secret: string) => new Webhook(secret).verify(body, headers)
const postOf = (body: string) => (JSON.parse(body) as { data: { post: string | null } }).data.post
