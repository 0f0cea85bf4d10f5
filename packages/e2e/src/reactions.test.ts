import type { Client } from '@carillon/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'reactions_test'
const TEXT = 'The bells ring again from Sunday.'

describe.skipIf(!CHROMIUM)('a reaction', () => {
  let browser: Browser
  let operator: Client
  let admin: Visitor
  let readers: [Visitor, Visitor]

  beforeAll(async () => {
    const instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Reactions test', category: 'music' })
    await operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text: TEXT } })
    admin = await visit(browser, instance.url)
    await signIn(admin.page, instance.operator)
    readers = [await visit(browser, instance.url), await visit(browser, instance.url)]
  })
  afterAll(() => browser?.close())
  afterEach(() => {
    for (const visitor of [admin, ...readers]) visitor.assertNoFaults()
  })

  const bar = (page: Page) =>
    page.getByRole('article').filter({ hasText: TEXT }).getByRole('group', { name: 'Reactions' })
  const pill = (page: Page, emoji: string, count: number) =>
    bar(page).getByRole('button', { name: `${emoji}: ${count} ${count === 1 ? 'reaction' : 'reactions'}` })
  const open = async (page: Page) => {
    await page.goto(`/c/${HANDLE}`)
    await settle(page)
    await bar(page).waitFor()
  }
  const isPressed = (page: Page, emoji: string, count: number) => pill(page, emoji, count).getAttribute('aria-pressed')

  test('is chosen by the keyboard, told, and taken up by another follower', async () => {
    const [one, other] = [readers[0].page, readers[1].page]
    await open(one)
    await bar(one).getByRole('button', { name: 'React', exact: true }).focus()
    await one.keyboard.press('Enter')
    await one.getByRole('dialog', { name: 'React' }).waitFor()
    await one.keyboard.press('ArrowRight')
    await one.keyboard.press('Enter')
    await one.getByRole('status').filter({ hasText: 'You reacted with ❤️' }).waitFor({ state: 'attached' })
    expect(await isPressed(one, '❤️', 1)).toBe('true')
    await open(other)
    expect(await isPressed(other, '❤️', 1)).toBe('false')
    await pill(other, '❤️', 1).click()
    await pill(other, '❤️', 2).waitFor()
    await open(one)
    expect(await isPressed(one, '❤️', 2)).toBe('true')
  })

  test('is changed to one out of all, and withdrawn', async () => {
    const { page } = readers[1]
    await open(page)
    await bar(page).getByRole('button', { name: 'React', exact: true }).click()
    await page.getByRole('button', { name: 'More emoji' }).click()
    await page.getByRole('searchbox', { name: 'Find an emoji' }).fill('bell')
    await page.getByRole('dialog').getByRole('button', { name: 'bell', exact: true }).click()
    await pill(page, '🔔', 1).waitFor()
    await pill(page, '❤️', 1).waitFor()
    await pill(page, '🔔', 1).click()
    await pill(page, '🔔', 1).waitFor({ state: 'detached' })
    await open(page)
    expect(await isPressed(page, '❤️', 1)).toBe('false')
    await bar(page).getByRole('button', { name: 'React', exact: true }).click()
    await page.getByRole('dialog', { name: 'React' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'React' }).waitFor({ state: 'detached' })
  })

  test('that is refused is taken back, and says why', async () => {
    const { page } = readers[1]
    await open(page)
    await operator.channels.edit.mutate({ handle: HANDLE, reactions: ['👍'] })
    await pill(page, '❤️', 1).click()
    await page.getByText('this isn’t one of them').waitFor()
    expect(await isPressed(page, '❤️', 1)).toBe('false')
    readers[1].assertNoFaults('409')
  })

  test('is seen by the team as a count, which chooses what there is', async () => {
    const { page } = admin
    await page.goto(`/console/c/${HANDLE}`)
    await page.getByRole('article').filter({ hasText: TEXT }).getByText('❤️: 1 reaction').waitFor({ state: 'attached' })
    await page.goto(`/console/c/${HANDLE}/settings`)
    const section = page.getByRole('region', { name: 'What readers may do' })
    await section.getByRole('button', { name: 'Add an emoji' }).click()
    await page.getByRole('searchbox', { name: 'Find an emoji' }).fill('church')
    await page.getByRole('button', { name: 'church', exact: true }).click()
    await section.getByRole('button', { name: 'Take out ⛪' }).waitFor()
    await section.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').first().waitFor()
    expect((await operator.channels.get.query({ handle: HANDLE })).reactions).toEqual(['👍', '⛪'])
    await section.getByText('No reactions', { exact: true }).click()
    await section.getByRole('button', { name: 'Save' }).click()
    await expect.poll(async () => (await operator.channels.get.query({ handle: HANDLE })).reactions).toEqual([])
    const reader = readers[0].page
    await reader.goto(`/c/${HANDLE}`)
    await settle(reader)
    await reader.getByText(TEXT).waitFor()
    expect(await bar(reader).count()).toBe(0)
  })
})
