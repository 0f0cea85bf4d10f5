import { createClient, refusalOf } from '@carillon/client'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { drawPhoto } from './support/pictures.ts'
import { eventually } from './support/processes.ts'
import { Server } from './support/server.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'console_test'
const PASSWORD = 'several unrelated bells'

describe.skipIf(!CHROMIUM)('the console', () => {
  let instance: SharedInstance
  let browser: Browser
  let admin: Visitor
  let page: Page

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    const operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Console test', category: 'news' })
    admin = await visit(browser, instance.url)
    page = admin.page
    await signIn(page, instance.operator)
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    await page.goto(`/console/c/${HANDLE}`)
    await composer().waitFor()
  })
  afterEach(() => admin.assertNoFaults())

  const composer = () => page.getByLabel('Text of the post')
  const publish = () => page.getByRole('button', { name: 'Publish', exact: true })
  const live = () => page.getByRole('region', { name: 'Live posts' })
  const postWith = (text: string) => live().getByRole('article').filter({ hasText: text })

  async function post(text: string): Promise<void> {
    await composer().fill(text)
    await publish().click()
    await postWith(text).waitFor()
  }
  async function choose(text: string, action: string): Promise<void> {
    await postWith(text)
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }

  test('a draft with its photo outlives a reload, and is gone once it is published', async () => {
    const photo = { name: 'quay.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page) }
    await page.getByLabel('Add photos and videos').setInputFiles(photo)
    await page.getByLabel('Description of the photo').fill('Squares on a gradient')
    await page.getByLabel('Caption').fill('A draft to keep')
    await page.reload()
    await page.getByLabel('Caption').waitFor()
    expect(await page.getByLabel('Caption').inputValue()).toBe('A draft to keep')
    expect(await page.getByLabel('Description of the photo').inputValue()).toBe('Squares on a gradient')
    await publish().click()
    await postWith('A draft to keep').getByRole('img', { name: 'Squares on a gradient' }).waitFor()
    await page.reload()
    await composer().waitFor()
    expect(await composer().inputValue()).toBe('')
  })

  test('what is saved as a draft is in Drafts, and no longer in the composer', async () => {
    await composer().fill('For the team to look at')
    await page.getByRole('button', { name: 'Save as draft' }).click()
    await page.getByText('Saved among the drafts').waitFor()
    await expect.poll(() => composer().inputValue()).toBe('')
    await page.reload()
    await composer().waitFor()
    expect(await composer().inputValue()).toBe('')
    await page.getByRole('link', { name: /^Drafts/ }).click()
    const draft = page.getByRole('listitem').filter({ hasText: 'For the team to look at' })
    await draft.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
    await page.getByText('No drafts').waitFor()
  })

  test('an error while publishing loses nothing, and the second try succeeds', async () => {
    await composer().fill('Sent twice, there once')
    await page.route('**/api/trpc/posts.publish**', (route) => route.abort())
    await publish().click()
    await page.getByRole('alert').getByText('No answer came from the server.').waitFor()
    expect(await composer().inputValue()).toBe('Sent twice, there once')
    admin.assertNoFaults('ERR_FAILED')
    await page.unroute('**/api/trpc/posts.publish**')
    await publish().click()
    await postWith('Sent twice, there once').waitFor()
    expect(await postWith('Sent twice, there once').count()).toBe(1)
  })

  test('whoever is signed out in the middle signs in over what they wrote, and it is published', async () => {
    await composer().fill('Written before the session ended')
    await admin.context.clearCookies()
    await publish().click()
    const dialog = page.getByRole('dialog', { name: 'Please sign in again' })
    await dialog.getByLabel('Password', { exact: true }).fill(instance.operator.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await postWith('Written before the session ended').waitFor()
    admin.assertNoFaults('401')
  })

  test('characters are counted as readers see them, and too many can’t be published', async () => {
    const family = '👩‍👩‍👧‍👦'
    await composer().fill(family)
    await page.getByText('4,095', { exact: true }).waitFor()
    await composer().fill('e'.repeat(4_097))
    await page
      .getByText('-1', { exact: true })
      .or(page.getByText('−1', { exact: true }))
      .waitFor()
    expect(await publish().isDisabled()).toBe(true)
    await composer().fill('')
  })

  test('a preview shows what followers will see', async () => {
    await composer().fill('*Bold* words')
    const preview = page.getByRole('region', { name: 'As your followers see it' })
    await preview.locator('strong', { hasText: 'Bold' }).waitFor()
    await composer().fill('')
  })

  test('a post is edited, pinned and deleted', async () => {
    await post('The first wording')
    await choose('The first wording', 'Edit')
    const editor = page.getByRole('region', { name: 'Edit post' })
    await editor.getByLabel('Text of the post').fill('The second wording')
    await editor.getByRole('button', { name: 'Save the changes' }).click()
    await postWith('The second wording').getByText('edited').waitFor()
    await choose('The second wording', 'Pin')
    await postWith('The second wording').getByText('Pinned').waitFor()
    const reader = createClient({ url: instance.url })
    expect((await reader.posts.pinned.query({ handle: HANDLE })).items).toMatchObject([
      { content: { text: 'The second wording' }, pinned: true },
    ])
    await choose('The second wording', 'Delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('The post is deleted').waitFor()
    await composer().waitFor()
    expect(await postWith('The second wording').count()).toBe(0)
    expect((await reader.posts.pinned.query({ handle: HANDLE })).items).toEqual([])
  })

  test('what is wrong with a field stands beside it, and what was typed stays', async () => {
    await page.goto('/console/new')
    await page.getByLabel('Name', { exact: true }).fill('A new channel')
    await page.getByLabel('Handle', { exact: true }).fill('9 lives')
    await page.getByLabel('Category', { exact: true }).selectOption('culture')
    await page.getByRole('button', { name: 'Create a channel' }).click()
    const handle = page.getByLabel('Handle', { exact: true })
    await eventually(
      'the error at the field',
      10_000,
      async () => (await handle.getAttribute('aria-invalid')) === 'true',
    )
    const described = (await handle.getAttribute('aria-describedby'))!.split(' ')[0]!
    expect(await page.locator(`[id="${described}"]`).innerText()).toMatch(/\S/)
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('A new channel')
    await page.reload()
    await handle.waitFor()
    expect(await handle.inputValue()).toBe('9 lives')
    await handle.fill('nine_lives')
    await page.getByRole('button', { name: 'Create a channel' }).click()
    await page.waitForURL('**/console/c/nine_lives')
    admin.assertNoFaults('400')
  })

  test('an invitation by link is accepted by somebody new, who as an analyst posts nothing', async () => {
    await page.goto(`/console/c/${HANDLE}/team`)
    await page.getByLabel('Role', { exact: true }).selectOption('analyst')
    await page.getByRole('button', { name: 'Make the link' }).click()
    const dialog = page.getByRole('dialog', { name: 'Pass this link on' })
    const link = await dialog.getByLabel('Link', { exact: true }).inputValue()
    await dialog.getByRole('button', { name: 'Done' }).click()

    const analyst = await visit(browser, instance.url)
    await signUp(analyst.page, link, 'Nils Analyst', 'nils@example.org')
    await analyst.page.waitForURL(`**/console/c/${HANDLE}`)
    await analyst.page.getByText('As an analyst you see everything and post nothing.').waitFor()
    await settle(analyst.page)
    expect(await analyst.page.getByLabel('Text of the post').count()).toBe(0)
    // What may be taken along, anybody may; nothing in the menu changes a post.
    await analyst.page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    expect(await analyst.page.getByRole('menuitem').allInnerTexts()).toEqual(['Copy link', 'Copy text'])
    await analyst.page.keyboard.press('Escape')
    analyst.assertNoFaults()
    await analyst.leave()

    await page.reload()
    await page.getByText('Nils Analyst').waitFor()
    const late = await visit(browser, instance.url)
    await late.page.goto(link)
    await late.page.getByText('This link doesn’t work any more').waitFor()
    await late.leave()
  })

  test('an API key is shown once, and publishes from a program', async () => {
    await page.goto(`/console/c/${HANDLE}/keys`)
    await page.getByLabel('Name', { exact: true }).fill('newsroom system')
    await page.getByRole('button', { name: 'Create a key' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copy the key now' })
    const apiKey = await dialog.getByLabel('Key', { exact: true }).inputValue()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('newsroom system', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(apiKey)
    await page.reload()
    await page.getByText('newsroom system', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(apiKey)

    await page.getByText('never used').waitFor()

    const program = createClient({ url: instance.url, apiKey })
    const content = { kind: 'text', text: 'Posted by a program' } as const
    const { id } = await program.posts.publish.mutate({ handle: HANDLE, content })
    expect((await createClient({ url: instance.url }).posts.list.query({ handle: HANDLE })).items[0]).toMatchObject({
      id,
    })
    const refused = await program.members.team.query({ handle: HANDLE }).catch(refusalOf)
    expect(refused).toMatchObject({ name: 'CarillonError' })

    await page.reload()
    await page.getByText('last used').waitFor()
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('newsroom system', { exact: true }).waitFor({ state: 'detached' })
    expect(await program.posts.publish.mutate({ handle: HANDLE, content }).catch(refusalOf)).toMatchObject({
      code: 'keys.invalid',
    })
  })

  test('a forgotten password is replaced by the link in a mail', async () => {
    const operator = await signInByApi(instance.url, instance.operator)
    const { link } = await operator.instance.inviteCreator.mutate({})
    const forgetful = await visit(browser, instance.url)
    await signUp(forgetful.page, link, 'Flora Forgetful', 'flora@example.org')
    await forgetful.page.waitForURL('**/console')
    await forgetful.context.clearCookies()
    await forgetful.page.goto('/console/reset')
    await forgetful.page.getByLabel('E-mail address').fill('flora@example.org')
    await forgetful.page.getByRole('button', { name: 'Send me the link' }).click()
    await forgetful.page.getByText('Look into your mailbox').waitFor()
    const mail = await eventually('the mail', 10_000, () => findMail(instance.dataDir, 'flora@example.org'))
    await forgetful.page.goto(/http\S+/.exec(mail)![0])
    await forgetful.page.getByLabel('New password').fill('another set of bells')
    await forgetful.page.getByRole('button', { name: 'Choose a new password' }).click()
    await forgetful.page.getByText('Your password is changed. Sign in with it now.').waitFor()
    await signIn(forgetful.page, { email: 'flora@example.org', password: 'another set of bells' })
    const old = { email: 'flora@example.org', password: PASSWORD }
    await expect(signInByApi(instance.url, old)).rejects.toThrow('don’t go together')
    forgetful.assertNoFaults()
    await forgetful.leave()
  })
})

describe.skipIf(!CHROMIUM)('an instance that was begun empty', () => {
  test('is set up by the link that its server prints', async () => {
    const [server, browser] = await Promise.all([
      Server.start({ args: ['--empty'], until: '/console/sign-in' }),
      launchBrowser(),
    ])
    const { page, assertNoFaults } = await visit(browser, server.url)
    await page.goto('/console')
    await page.getByText('This instance isn’t set up yet').waitFor()
    const [link] = /http\S+\/console\/invitation\/\S+/.exec(server.log)!
    await page.goto(link)
    await page.getByRole('heading', { name: 'Set up this instance' }).waitFor()
    await signUp(page, link, 'Olga Operator', 'olga@example.org')
    await page.waitForURL('**/console')
    await page.getByRole('link', { name: 'Instance', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Instance' }).waitFor()
    assertNoFaults()
    await browser.close()
    await server.stop()
    await server.remove()
  })
})

async function signUp(page: Page, link: string, name: string, email: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Make an account' }).click()
}

/** The newest mail to an address, of those that lie in the data folder for want of a mail server. */
async function findMail(dataDir: string, to: string): Promise<string | undefined> {
  const names = (await readdir(join(dataDir, 'mail')).catch(() => [])).sort().reverse()
  const mails = await Promise.all(names.map((name) => readFile(join(dataDir, 'mail', name), 'utf8')))
  return mails.find((mail) => mail.includes(`To: ${to}`))
}
