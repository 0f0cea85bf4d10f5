import type { Client } from '@carillon/client'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, visit, type Visitor } from './support/visitors.ts'

const HANDLES = ['devices_one', 'devices_two']

describe.skipIf(!CHROMIUM)('a follower', () => {
  let browser: Browser
  let operator: Client
  let phone: Visitor
  let laptop: Visitor

  beforeAll(async () => {
    const instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    for (const handle of HANDLES) await operator.channels.create.mutate({ handle, name: handle, category: 'music' })
    phone = await visit(browser, instance.url, { viewport: { width: 390, height: 844 } })
    laptop = await visit(browser, instance.url)
    await follow(phone.page, HANDLES[0]!)
    await follow(laptop.page, HANDLES[1]!)
  })
  afterAll(() => browser?.close())
  afterEach(() => {
    for (const visitor of [phone, laptop]) visitor.assertNoFaults()
  })

  async function follow(page: Page, handle: string): Promise<void> {
    await page.goto(`/c/${handle}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
  }
  /** What a browser's own Updates say is unread. */
  async function unread(page: Page): Promise<Record<string, number>> {
    await page.goto('/updates')
    await settle(page)
    return page.evaluate(async () => {
      const answer = await fetch('/api/trpc/updates.list')
      const { result } = (await answer.json()) as {
        result: { data: { channels: { handle: string; unread: number }[] } }
      }
      return Object.fromEntries(result.data.channels.map((channel) => [channel.handle, channel.unread]))
    })
  }

  test('adds a second device by its code, and what is read on one is read on both', async () => {
    await phone.page.goto('/you')
    await phone.page.getByText('1 followed channel').waitFor()
    await phone.page.getByRole('button', { name: 'Add a device' }).click()
    await phone.page.getByRole('img', { name: 'The address with the code, for a camera' }).waitFor()
    const code = await phone.page.locator('[data-join-code]').innerText()
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)

    await laptop.page.goto(`/join#${code}`)
    expect(await laptop.page.getByLabel('Code').inputValue()).toBe(code)
    expect(new URL(laptop.page.url()).hash).toBe('')
    await laptop.page.getByText('1 channel that this browser follows is added').waitFor()
    await laptop.page.getByRole('button', { name: 'Join', exact: true }).click()
    await laptop.page.getByText('It follows 2 channels now, as the others do.').waitFor()
    await phone.page.getByText('The other device has joined.').waitFor()
    await phone.page.getByText('2 followed channels').waitFor()

    for (const handle of HANDLES) {
      await operator.posts.publish.mutate({ handle, content: { kind: 'text', text: `News of ${handle}` } })
    }
    const all = { [HANDLES[0]!]: 1, [HANDLES[1]!]: 1 }
    expect([await unread(phone.page), await unread(laptop.page)]).toEqual([all, all])
    await laptop.page.getByRole('button', { name: 'Mark all as read' }).click()
    await laptop.page.getByText('Everything is read').waitFor()
    const none = { [HANDLES[0]!]: 0, [HANDLES[1]!]: 0 }
    expect([await unread(phone.page), await unread(laptop.page)]).toEqual([none, none])
  })

  test('is told that a code is wrong, and joins nothing by it', async () => {
    const stranger = await visit(browser, sharedInstance().url)
    await stranger.page.goto('/join')
    await stranger.page.getByLabel('Code').fill('abcd')
    await stranger.page.getByRole('button', { name: 'Join', exact: true }).click()
    await stranger.page.getByText('A code has 8 letters and digits.').waitFor()
    await stranger.page.getByLabel('Code').fill('abcd-efgh')
    await stranger.page.getByRole('button', { name: 'Join', exact: true }).click()
    await stranger.page.getByText('This code is wrong, was used already or has run out.').waitFor()
    stranger.assertNoFaults('400 (Bad Request)')
    await stranger.leave()
  })

  test('comes back by a passkey after every cookie is gone', async () => {
    const { page, context } = phone
    const cdp = await context.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    const options = { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true } as const
    const verified = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...verified } })
    await page.goto('/you')
    await page.getByRole('button', { name: 'Make a passkey' }).click()
    await page.getByText('The passkey was made.').waitFor()
    await context.clearCookies()
    await page.reload()
    await page.getByText('Nothing is kept of you here.').waitFor()
    await page.getByRole('button', { name: 'Recover with a passkey' }).click()
    await page.getByText('Welcome back.').waitFor()
    await page.getByText('2 followed channels').waitFor()
  })

  test('takes along what is followed as a file, and loads it elsewhere', async () => {
    const { page } = laptop
    await page.goto('/you')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save what I follow' }).click()
    const file = await (await saving).path()
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ carillon: 'follows', follows: [{}, {}] })
    const other = await visit(browser, sharedInstance().url)
    await other.page.goto('/you')
    await other.page.getByLabel('Follow what is in a file').last().setInputFiles(file)
    await other.page.getByText('2 channels are followed now.').waitFor()
    await other.page.getByText('2 followed channels').waitFor()
    other.assertNoFaults()
    await other.leave()
  })

  test('deletes everything, on all devices at once', async () => {
    await laptop.page.goto('/you')
    await laptop.page.getByRole('button', { name: 'Delete everything about me' }).click()
    await laptop.page.getByText('your votes and reactions').waitFor()
    await laptop.page.keyboard.press('Escape')
    await laptop.page.getByRole('button', { name: 'Delete everything about me' }).press('Enter')
    await laptop.page.getByRole('button', { name: 'Delete everything now' }).click()
    await laptop.page.getByText('Everything was deleted.').waitFor()
    await phone.page.goto('/updates')
    await phone.page.getByText('You don’t follow a channel yet').waitFor()
    expect(await laptop.context.cookies()).toEqual([])
  })
})
