import type { Page } from 'playwright-core'
import { filmClip } from './clips.ts'
import { drawPhoto } from './pictures.ts'

/** Puts something of each kind into the composer that a page shows, up to where it could be published. */
export const COMPOSE: Record<string, (page: Page) => Promise<unknown>> = {
  async album(page) {
    const sizes = [
      [1200, 800],
      [800, 1200],
      [1000, 1000],
      [1600, 900],
      [900, 900],
    ] as const
    const photos = sizes.map(async ([width, height], at) => ({
      name: `festival ${at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await drawPhoto(page, width, height),
    }))
    await page.getByLabel('Add photos and videos').setInputFiles(await Promise.all(photos))
    await page.getByLabel('Description of photo 1').fill('Lanterns over the quay')
    await page.getByLabel('Caption').fill('*Five views* of the harbour festival.')
  },
  async video(page) {
    const clip = { name: 'ferry.webm', mimeType: 'video/webm', buffer: await filmClip(page, 2) }
    await page.getByLabel('Add photos and videos').setInputFiles(clip)
    await page.getByLabel('Description of the video').fill('A ball swings over changing colours')
    await page.getByLabel('Caption').fill('The first *ferry* of the morning.')
    await page.getByRole('button', { name: 'Choose the picture' }).waitFor()
  },
  async voice(page) {
    await page.getByRole('button', { name: 'Voice note' }).click()
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByText('0:03', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('slider', { name: 'Position' }).first().waitFor()
    await page.getByLabel('Caption').fill('Good morning from the quay.')
  },
  async sticker(page) {
    await page.getByRole('button', { name: 'Sticker', exact: true }).click()
    const picker = page.getByRole('region', { name: 'Choose a sticker' })
    await picker
      .getByRole('button', { name: /^Sticker / })
      .first()
      .click()
    await page
      .getByRole('img', { name: /^Sticker / })
      .first()
      .waitFor()
  },
  async poll(page) {
    await page.getByRole('button', { name: 'Poll', exact: true }).click()
    await page.getByLabel('Question').fill('Which ferry do you take to work?')
    for (const [at, option] of ['The 06:10', 'The 07:25, when it isn’t full', 'I row'].entries()) {
      if (at > 0) await page.keyboard.press('Enter')
      await page.getByLabel(`Option ${at + 1}`, { exact: true }).fill(option)
    }
  },
  async document(page) {
    const file = { name: 'Winter timetable.txt', mimeType: 'text/plain', buffer: Buffer.from('Ferry\n'.repeat(6_000)) }
    await page.getByLabel('Add a document').setInputFiles(file)
    await page.getByLabel('Caption').fill('The winter timetable, from *1 December*.')
  },
}

/** Sends what is in the composer on its way, once it can go. */
export async function publishIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByLabel('Text of the post').waitFor()
}
