import { createClient } from '@carillon/client'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { sharedInstance } from './support/shared.ts'
import { signIn, visit, type Visitor } from './support/visitors.ts'

const CSV = `name;handle;country;language;url;owner
Belfry Notes;belfry_notes;Atlantis;nl;https://belfry.example/;Ann
Belfry Notes;belfry_notes;BE;nl;https://belfry.example/;Ann
<img src=x onerror=alert(1)>;;BE;;https://markup.example/rss;
`
const OWNER = { name: 'Berta', email: 'berta@belfry.example', password: 'a rope for each bell' }
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

describe.skipIf(!CHROMIUM)('an operator imports channels at the console', () => {
  let instance: SharedInstance
  let browser: Browser
  let operator: Visitor

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    operator = await visit(browser, instance.url)
    await signIn(operator.page, instance.operator)
  })
  afterAll(() => browser?.close())
  afterEach(() => operator.assertNoFaults())

  const report = () => operator.page.getByRole('region', { name: 'Report' })
  const rows = () => report().getByRole('row')

  test('from several files, and reads what came of each', async () => {
    const { page } = operator
    await page.goto('/console/import')
    const large = file('large.opml', ' '.repeat(11 * 1024 * 1024))
    await page
      .locator('input[type=file]')
      .setInputFiles([file('Bells.csv', CSV), file('letter.txt', 'Dear operator'), large])
    await report().getByText('2 channels created, 1 known already, from 2 files.').waitFor()
    await report().getByText('large.opml: This file is too large. A list of channels may have up to 10 MB.').waitFor()
    await rows()
      .filter({ hasText: 'No country, left open' })
      .filter({ hasText: 'Atlantis' })
      .getByText('Line 2')
      .waitFor()
    await rows().filter({ hasText: 'Neither OPML nor CSV' }).filter({ hasText: 'letter.txt' }).waitFor()
    const { channels } = createClient({ url: instance.url })
    expect(await channels.get.query({ handle: 'belfry_notes' })).toMatchObject({ claimed: false, language: 'nl' })
  })

  test('and looks at one kind of note, or takes them away', async () => {
    const { page } = operator
    await report().getByLabel('Show').selectOption({ label: 'Here twice, made once (1)' })
    expect(await rows().count()).toBe(2)
    expect(await rows().last().innerText()).toContain('@belfry_notes')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      report().getByRole('button', { name: 'As CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('report.csv')
    expect(await readFile(await download.path(), 'utf8')).toBe(
      '\uFEFF"File","Line","What","Detail"\r\n"Bells.csv","3","Here twice, made once","\'@belfry_notes"\r\n',
    )
  })

  test('a report is still there when its page was left', async () => {
    const { page } = operator
    await page.getByRole('link', { name: 'Instance', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Instance' }).waitFor()
    await page.getByRole('link', { name: 'Import' }).click()
    await report().getByText('2 channels created').waitFor()
  })

  test('the same again makes nothing', async () => {
    await operator.page.locator('input[type=file]').setInputFiles(file('Bells.csv', CSV))
    await report().getByText('0 channels created, 3 known already, from 1 file.').waitFor()
  })

  test('and hands one over: by a link, to somebody who signs up and is its owner', async () => {
    const { page } = operator
    await page.goto('/console/instance')
    await page.getByLabel('Handle of the channel').fill('belfry_notes')
    await page.getByRole('button', { name: 'Look it up' }).click()
    await page.getByRole('button', { name: 'Hand it over' }).click()
    const link = await page.getByRole('dialog').getByRole('textbox').inputValue()

    const owner = await visit(browser, instance.url)
    await owner.page.goto(link)
    await owner.page.getByLabel('Your name').fill(OWNER.name)
    await owner.page.getByLabel('E-mail address').fill(OWNER.email)
    await owner.page.getByLabel('Password', { exact: true }).fill(OWNER.password)
    await owner.page.getByRole('button', { name: 'Make an account' }).click()
    await owner.page.waitForURL('**/console/c/belfry_notes')
    await owner.page.goto('/console/c/belfry_notes/team')
    await owner.page.getByRole('listitem').filter({ hasText: OWNER.name }).getByText('Owner').first().waitFor()
    owner.assertNoFaults()
    await owner.leave()
    const { channels } = createClient({ url: instance.url })
    expect(await channels.get.query({ handle: 'belfry_notes' })).toMatchObject({ claimed: true })
  })
})
