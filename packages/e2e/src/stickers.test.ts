import type { Client } from '@carillon/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { drawSticker, DRAWN_STICKER } from './support/pictures.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'sticker_test'

describe.skipIf(!CHROMIUM)('stickers', () => {
  let instance: SharedInstance
  let operator: Client
  let browser: Browser
  let admin: Visitor
  let page: Page

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Sticker test', category: 'humour' })
    admin = await visit(browser, instance.url)
    page = admin.page
    await signIn(page, instance.operator)
  })
  afterAll(() => browser?.close())
  afterEach(() => admin.assertNoFaults())

  const pack = () => page.getByRole('region', { name: 'Moods' })

  test('a pack is made of a PNG, a WebP and an SVG, named after what their files are called', async () => {
    await page.goto(`/console/c/${HANDLE}/stickers`)
    await page.getByRole('region', { name: 'Carillon' }).waitFor()
    await page.getByRole('button', { name: 'New pack' }).click()
    await page.getByLabel('Name of the pack').fill('Moods')
    await page.getByRole('button', { name: 'Create the pack' }).click()
    await pack().getByText('3 more, and the pack can be sent').waitFor()
    await pack()
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'rocket.png', mimeType: 'image/png', buffer: await drawSticker(page, 'image/png') },
        { name: 'penguin.webp', mimeType: 'image/webp', buffer: await drawSticker(page, 'image/webp') },
        { name: 'squid.svg', mimeType: 'image/svg+xml', buffer: DRAWN_STICKER },
      ])
    await pack().getByText('3 stickers', { exact: true }).waitFor()
    const order = () =>
      pack()
        .getByRole('button', { name: /^Move sticker/ })
        .evaluateAll(named)
    await expect.poll(order).toEqual(['Move sticker 🚀', 'Move sticker 🐧', 'Move sticker 🦑'])
    await expect.poll(() => pack().locator('img').evaluateAll(allShown)).toBe(true)
  })

  test('its stickers change places by the keyboard, and get another emoji', async () => {
    const order = () =>
      pack()
        .getByRole('button', { name: /^Move sticker/ })
        .evaluateAll(named)
    await pack().getByRole('button', { name: 'Move sticker 🦑', exact: true }).press('ArrowLeft')
    await expect.poll(order).toEqual(['Move sticker 🚀', 'Move sticker 🦑', 'Move sticker 🐧'])
    await pack().getByRole('button', { name: 'Change the emoji 🦑' }).click()
    const dialog = page.getByRole('dialog', { name: 'Emoji of the sticker' })
    await dialog.getByRole('button', { name: 'Take 🦑 out' }).click()
    await dialog.getByLabel('Find an emoji').fill('octop')
    await dialog.getByRole('button', { name: 'octopus' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(order).toEqual(['Move sticker 🚀', 'Move sticker 🐙', 'Move sticker 🐧'])
    await page.reload()
    await expect.poll(order).toEqual(['Move sticker 🚀', 'Move sticker 🐙', 'Move sticker 🐧'])
  })

  test('a file that can’t be one says why, and nothing else is lost', async () => {
    await pack()
      .locator('input[type=file]')
      .setInputFiles({ name: 'notes.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('no drawing at all') })
    await pack().getByText('“notes.svg” wasn’t added. This file can’t become a sticker.').waitFor()
    admin.assertNoFaults('422')
    await pack().getByRole('button', { name: 'Dismiss “notes.svg”' }).click()
    await pack().getByText('3 stickers', { exact: true }).waitFor()
  })

  test('one that is found by a word goes out, and readers see it on the channel’s page and among Updates', async () => {
    const reader = await visit(browser, instance.url)
    await reader.page.goto(`/c/${HANDLE}`)
    await reader.page.getByRole('button', { name: 'Follow', exact: true }).click()
    await reader.page.getByText('You follow this channel.').waitFor()

    await page.goto(`/console/c/${HANDLE}`)
    await page.getByRole('button', { name: 'Sticker', exact: true }).click()
    const picker = page.getByRole('region', { name: 'Choose a sticker' })
    await picker.getByRole('tab', { name: 'Moods' }).waitFor()
    await picker.getByLabel('Find a sticker by emoji or word').fill('octo')
    await picker.getByRole('button', { name: 'Sticker 🐙', exact: true }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('region', { name: 'Live posts' }).getByRole('img', { name: 'Sticker 🐙' }).waitFor()

    for (const path of [`/c/${HANDLE}`, '/updates']) {
      await reader.page.goto(path)
      const sticker = reader.page.getByRole('img', { name: 'Sticker 🐙' })
      await sticker.waitFor()
      await expect.poll(() => sticker.evaluateAll(allShown)).toBe(true)
    }
    reader.assertNoFaults()
    await reader.leave()
  })
})

const named = (buttons: Element[]) => buttons.map((button) => button.getAttribute('aria-label'))
const allShown = (images: Element[]) =>
  images.length > 0 && images.every((image) => (image as HTMLImageElement).naturalWidth === 512)
