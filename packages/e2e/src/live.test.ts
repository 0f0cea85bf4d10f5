import type { Client } from '@carillon/client'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'live_test'
const QUESTION = 'Shall the bells ring at night?'

describe.skipIf(!CHROMIUM)('what happens in a channel', () => {
  let url: string
  let browser: Browser
  let operator: Client
  let readers: [Visitor, Visitor]

  beforeAll(async () => {
    const instance = sharedInstance()
    url = instance.url
    browser = await launchBrowser()
    operator = await signInByApi(url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Live test', category: 'music' })
    readers = [await visit(browser, url), await visit(browser, url)]
    for (const { page } of readers) {
      await page.goto(`/c/${HANDLE}`)
      await page.getByRole('button', { name: 'Follow', exact: true }).click()
      await page.getByText('You follow this channel.').waitFor()
    }
  })
  afterAll(() => browser?.close())
  afterEach(() => {
    for (const reader of readers) reader.assertNoFaults()
  })

  const say = (text: string) => operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })
  const postIn = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

  test('a post, a vote and a reaction arrive in the open pages of two followers', async () => {
    const [one, other] = readers
    await other.page.goto('/updates')
    await settle(other.page)
    const poll = { question: QUESTION, options: ['Yes', 'No'], results: 'always' as const }
    await operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'poll', poll } })
    for (const { page } of readers) await postIn(page, QUESTION).waitFor()
    await other.page.getByText('1 unread post').first().waitFor()

    await postIn(one.page, QUESTION).getByLabel('Yes').check()
    await postIn(one.page, QUESTION).getByRole('button', { name: 'Vote', exact: true }).click()
    for (const { page } of readers) await postIn(page, QUESTION).getByText('1 voter').waitFor()

    await postIn(other.page, QUESTION).getByRole('button', { name: 'React', exact: true }).click()
    await other.page.getByRole('button', { name: '❤️' }).first().click()
    for (const { page } of readers) await postIn(page, QUESTION).getByText('❤️: 1 reaction').waitFor()
  })

  test('an edited post changes where it stands, and a deleted one goes with a word', async () => {
    const [{ page }] = readers
    const { id } = await say('The tower opens at nine')
    await postIn(page, 'opens at nine').waitFor()
    const content = { kind: 'text' as const, text: 'The tower opens at ten' }
    await operator.posts.edit.mutate({ handle: HANDLE, postId: id, content })
    await postIn(page, 'opens at ten').waitFor()
    expect(await postIn(page, 'opens at nine').count()).toBe(0)
    await operator.posts.delete.mutate({ handle: HANDLE, postId: id })
    await postIn(page, 'opens at ten').waitFor({ state: 'detached' })
    await page.getByRole('status').filter({ hasText: 'A post was taken away.' }).waitFor()
  })

  test('nothing moves under what is being read: new posts wait until they are asked for', async () => {
    const [{ page }] = readers
    for (const text of ['One', 'Two', 'Three']) await say(`${text}\n\n${'A long day in the belfry.\n\n'.repeat(20)}`)
    await postIn(page, 'Three').waitFor()
    const read = postIn(page, 'One')
    await read.scrollIntoViewIfNeeded()
    const before = await read.boundingBox()
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(200)
    await say('The newest of all')
    const button = page.getByRole('button', { name: '1 new post' })
    await button.waitFor()
    expect(await read.boundingBox()).toEqual(before)
    expect(await postIn(page, 'The newest of all').count()).toBe(0)
    await button.click()
    await postIn(page, 'The newest of all').waitFor()
    expect(await button.count()).toBe(0)
  })

  test('unread posts are counted live, and read on one page is read on the other', async () => {
    const [{ context }] = readers
    const [updates, channel] = [await context.newPage(), await context.newPage()]
    await readers[0].page.goto('/')
    await updates.goto('/updates')
    await updates.getByText('Everything is read').waitFor()
    await settle(updates)
    await say('Fresh from the tower')
    await updates.getByText('1 unread post').first().waitFor()
    expect(await updates.title()).toMatch(/^\(1\) /)
    const row = updates.getByRole('region', { name: 'Channels you follow' }).getByRole('link', { name: /Live test/ })
    expect(await row.innerText()).toContain('Fresh from the tower')
    await updates.getByRole('button', { name: 'Mark all as read' }).click()
    await updates.getByText('Everything is read').waitFor()
    await say('Fresher still')
    await updates.getByText('1 unread post').first().waitFor()
    await channel.goto(`/c/${HANDLE}`)
    await updates.getByText('Everything is read').waitFor()
    await Promise.all([updates.close(), channel.close()])
  })

  test('one connection serves three pages of a browser, and another takes over when its page is closed', async () => {
    const reader = await visit(browser, url)
    const open = new Set<Request>()
    reader.context.on('request', (request) => request.url().includes('live.updates') && open.add(request))
    for (const end of ['requestfinished', 'requestfailed'] as const) {
      reader.context.on(end as 'requestfailed', (request) => open.delete(request))
    }
    const pages = [reader.page, await reader.context.newPage(), await reader.context.newPage()]
    for (const page of pages) {
      await page.goto(`/c/${HANDLE}`)
      await settle(page)
    }
    await say('To all three')
    for (const page of pages) await postIn(page, 'To all three').first().waitFor()
    expect(open.size).toBe(1)

    await pages[0]!.close()
    await say('To the two that are left')
    for (const page of pages.slice(1)) await postIn(page, 'To the two that are left').first().waitFor()
    expect([...open].filter((request) => !request.frame().page().isClosed())).toHaveLength(1)
    reader.assertNoFaults()
    await reader.leave()
  })
})
