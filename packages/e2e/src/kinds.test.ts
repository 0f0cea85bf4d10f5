import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, FAKE_MICROPHONE, launchBrowser } from './support/chromium.ts'
import { filmClip } from './support/clips.ts'
import { drawPhoto } from './support/pictures.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'kinds_test'

describe.skipIf(!CHROMIUM)('every kind of post, from the composer to those who read it', () => {
  let browser: Browser
  let admin: Visitor
  let follower: Visitor
  let page: Page

  beforeAll(async () => {
    const instance = sharedInstance()
    browser = await launchBrowser(FAKE_MICROPHONE)
    const operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Every kind', category: 'news' })
    admin = await visit(browser, instance.url, { permissions: ['microphone'] })
    page = admin.page
    await signIn(page, instance.operator)
    follower = await visit(browser, instance.url)
    await follower.page.goto(`/c/${HANDLE}`)
    await follower.page.getByRole('button', { name: 'Follow', exact: true }).click()
    await follower.page.getByText('You follow this channel.').waitFor()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    await page.goto(`/console/c/${HANDLE}`)
    await page.getByLabel('Text of the post').waitFor()
  })
  afterEach(() => {
    admin.assertNoFaults()
    follower.assertNoFaults()
  })

  const chooser = () => page.getByLabel('Add photos and videos')
  const publish = () => page.getByRole('button', { name: 'Publish', exact: true })

  /** Publishes what is in the composer under a caption. */
  async function send(caption: string): Promise<void> {
    await page.getByLabel('Caption').fill(caption)
    await publish().click()
    await page.getByRole('region', { name: 'Live posts' }).getByText(caption).waitFor()
  }
  /** Finds a post where readers do: on the channel's page, and among their Updates. */
  async function read(caption: string, look: (post: Locator) => Promise<unknown>): Promise<void> {
    for (const path of [`/c/${HANDLE}`, '/updates']) {
      await follower.page.goto(path)
      const post = follower.page.getByRole('article').filter({ hasText: caption })
      await post.waitFor()
      await look(post)
    }
  }
  const photo = async (name: string, width: number, height: number) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await drawPhoto(page, width, height),
  })

  test('a photo, with what it shows in words', async () => {
    await chooser().setInputFiles(await photo('quay.jpg', 900, 600))
    await page.getByLabel('Description of the photo').fill('Squares over the quay')
    await send('One photo')
    await read('One photo', (post) => post.getByRole('img', { name: 'Squares over the quay' }).waitFor())
  })

  test('an album, put in order by keyboard, seen whole one by one', async () => {
    const sizes = [
      [900, 600],
      [600, 900],
      [800, 800],
    ] as const
    await chooser().setInputFiles(await Promise.all(sizes.map(([w, h], at) => photo(`${at}.jpg`, w, h))))
    for (const n of [1, 2, 3]) await page.getByLabel(`Description of photo ${n}`).fill(`Chosen as ${n}`)
    await page.getByText('Everything has a description.').waitFor()
    await page.getByRole('button', { name: 'Move photo 3', exact: true }).press('ArrowUp')
    await page.getByText('Moved to place 2 of 3').waitFor()
    await page.getByRole('button', { name: 'Move photo 2', exact: true }).press('ArrowUp')
    await page.getByText('Moved to place 1 of 3').waitFor()
    await send('Three in order')
    await read('Three in order', async (post) => {
      const shown = () => post.getByRole('img').evaluateAll((all) => all.map((img) => img.getAttribute('alt')))
      expect(await shown()).toEqual(['Chosen as 3', 'Chosen as 1', 'Chosen as 2'])
      await post.getByRole('button', { name: 'Chosen as 3' }).click()
      const box = follower.page.getByRole('dialog', { name: 'Photos and videos' })
      await box.getByText('1 of 3').waitFor()
      await follower.page.keyboard.press('ArrowRight')
      await box.getByRole('img', { name: 'Chosen as 1' }).waitFor()
      await follower.page.keyboard.press('Escape')
      await box.waitFor({ state: 'detached' })
    })
  })

  test('a video, made in the browser into what all browsers play, with a chosen picture', async () => {
    const clip = { name: 'harbour.webm', mimeType: 'video/webm', buffer: await filmClip(page, 3) }
    await chooser().setInputFiles(clip)
    await page.getByRole('button', { name: 'Choose the picture' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose the picture' })
    await dialog.getByRole('slider', { name: /^Moment/ }).fill('2')
    await dialog.getByRole('button', { name: 'Use this picture' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByLabel('Description of the video').fill('A ball swings')
    await send('A short film')
    await read('A short film', async (post) => {
      const playing = await post.getByLabel('A ball swings').evaluate(async (element) => {
        const video = element as HTMLVideoElement
        video.muted = true
        await video.play()
        await new Promise<void>((far) => {
          video.ontimeupdate = () => video.currentTime > 1 && far()
        })
        return { width: video.videoWidth, length: video.duration }
      })
      expect(playing.width).toBe(480)
      expect(playing.length).toBeGreaterThan(2)
    })
  })

  test('a voice note, spoken into the microphone', async () => {
    await page.getByRole('button', { name: 'Voice note' }).click()
    const recorder = page.getByRole('region', { name: 'Record a voice note' })
    await recorder.getByRole('button', { name: 'Record', exact: true }).click()
    await recorder.getByText('0:02', { exact: true }).waitFor()
    await recorder.getByRole('button', { name: 'Pause' }).click()
    await recorder.getByRole('button', { name: 'Go on' }).click()
    await recorder.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('region', { name: 'Voice note' }).getByRole('slider', { name: 'Position' }).waitFor()
    await send('Spoken words')
    await read('Spoken words', async (post) => {
      expect(await post.locator('rect').count()).toBeGreaterThan(50)
      await post.getByRole('button', { name: 'Play' }).click()
      await post.locator('[role=slider]:not([aria-valuenow="0"])').waitFor()
    })
  })

  test('a document, saved under the name that it was given', async () => {
    const words = 'Ferry times\n'.repeat(2_000)
    const file = { name: 'draft 7.txt', mimeType: 'text/plain', buffer: Buffer.from(words) }
    await page.getByLabel('Add a document').setInputFiles(file)
    await page.getByLabel('Name of the document').fill('Timetable.txt')
    await send('To take along')
    await read('To take along', async (post) => {
      const [download] = await Promise.all([
        follower.page.waitForEvent('download'),
        post.getByRole('link', { name: /Timetable\.txt/ }).click(),
      ])
      expect(download.suggestedFilename()).toBe('Timetable.txt')
      expect(await readFile((await download.path())!, 'utf8')).toBe(words)
    })
  })

  test('what was on its way when the page was left goes on when it is opened again', async () => {
    await page.route('**/api/uploads/files/**', (route) => route.abort())
    const file = { name: 'long way.txt', mimeType: 'text/plain', buffer: Buffer.from('a long way\n'.repeat(500)) }
    await page.getByLabel('Add a document').setInputFiles(file)
    await page.getByText('Uploading…').first().waitFor()
    expect(await publish().isDisabled()).toBe(true)
    await page.reload()
    await page.getByText('Uploading…').first().waitFor()
    await page.unroute('**/api/uploads/files/**')
    await send('It arrived')
    await read('It arrived', (post) => post.getByText('long way.txt').waitFor())
    admin.assertNoFaults('ERR_FAILED')
  })

  test('what doesn’t go together is said, and what is there stays', async () => {
    await page.getByLabel('Add a document').setInputFiles({
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a'),
    })
    await page.getByLabel('Name of the document').waitFor()
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['x'], 'b.png', { type: 'image/png' }))
      return transfer
    })
    await page.getByLabel('Caption').dispatchEvent('drop', { dataTransfer: data })
    await page.getByRole('alert').getByText('These don’t go together').waitFor()
    expect(await page.getByLabel('Name of the document').inputValue()).toBe('a.txt')
    await page.getByRole('button', { name: 'Remove the document' }).click()
    await page.getByLabel('Text of the post').waitFor()
  })

  test('an emoji is put where the caret is, by keyboard alone', async () => {
    const text = page.getByLabel('Text of the post')
    await text.fill('Good  morning')
    await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5))
    await text.press('Control+;')
    await page.getByLabel('Find an emoji').fill('sunrise')
    await page.getByRole('button', { name: 'sunrise', exact: true }).press('Enter')
    expect(await text.inputValue()).toBe('Good 🌅 morning')
    await page.keyboard.type('!')
    expect(await text.inputValue()).toBe('Good 🌅! morning')
    await text.press('Control+;')
    await page.getByLabel('Find an emoji').press('Escape')
    await page.getByLabel('Find an emoji').waitFor({ state: 'detached' })
    await text.fill('')
  })
})
