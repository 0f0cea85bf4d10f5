import { createClient } from '@carillon/client'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hindrancesOn } from './support/accessible.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { FAKETIME } from './support/paths.ts'
import { Server } from './support/server.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

if (!FAKETIME) console.log('Skipped: what an operator sees of a clock that jumped, for want of libfaketime.')

const HANDLE = 'harbour_courier'
const UPKEEP = '/console/instance/upkeep'
const RECORD = `/console/c/${HANDLE}/erased`
const DAYS_31 = 31 * 86_400

describe.skipIf(!CHROMIUM)('the upkeep of an instance', () => {
  let server: Server
  let browser: Browser
  let operator: Visitor
  let account: { email: string; password: string }
  let posts: number

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([Server.start(), launchBrowser()])
    account = server.operator
    posts = (await liveOf(server)).length
    operator = await visit(browser, server.url)
    await signIn(operator.page, account)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await server?.remove()
  })
  afterEach(() => operator.assertNoFaults())

  test('where all is well, its page says so, and has the run of the start', async () => {
    const { page } = operator
    await page.getByRole('link', { name: 'Upkeep' }).click()
    await page.getByRole('status').getByText('Everything is in order.').waitFor()
    const runs = record(page).getByRole('listitem')
    expect(await runs.count()).toBe(1)
    expect(await runs.first().innerText()).toMatch(/At the server’s start[^]+Nothing was past its time/)
    await region(page, 'Backup').getByText('None was made by this server yet.').waitFor()
  })

  test('an erasure that is asked for is done at once, and recorded', async () => {
    const { page } = operator
    await page.getByRole('button', { name: 'Erase now' }).click()
    await page.getByText('Done: nothing was past its time').waitFor()
    await record(page).getByText('Asked for').waitFor()
    expect(await record(page).getByRole('listitem').count()).toBe(2)
  })

  test('a team finds nothing erased yet, and its posts to export before their end', async () => {
    const { page } = operator
    await page.goto(`/console/c/${HANDLE}`)
    await page.getByRole('link', { name: 'Erased' }).click()
    await page.getByText('Nothing was erased yet').waitFor()
    await page.getByText(`${posts} live posts`).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export the posts' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.zip$/)
    await page.getByRole('link', { name: 'How erasing works' }).click()
    await page.getByRole('heading', { level: 1, name: 'How posts are erased' }).waitFor()
  })

  describe.runIf(FAKETIME)('when the clock has jumped ahead', () => {
    beforeAll(async () => {
      // An open page would ask for its connection while there is no server.
      await operator.page.goto('about:blank')
      await server.stop()
      const env = {
        LD_PRELOAD: FAKETIME!,
        FAKETIME: `+${DAYS_31}`,
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        NO_FAKE_STAT: '1',
      }
      const { dataDir, port } = server
      server = await Server.start({ dataDir, port, env, directly: true })
    })

    test('posts are hidden, and the operator is told that they are still there', async () => {
      expect(await liveOf(server)).toEqual([])
      const { page } = operator
      await page.goto('/console')
      await page.getByLabel('E-mail address').waitFor()
      await signIn(page, account)
      await page.getByRole('link', { name: 'Upkeep 1 thing needs you' }).click()
      await page.getByRole('status').getByText('1 thing needs you').waitFor()
      await page.getByRole('heading', { name: 'The clock jumped ahead' }).waitFor()
      expect(await region(page, 'Clock').innerText()).toContain('They differ by 31 days')
      await record(page).getByText('Held because the clock was in doubt').waitFor()
      expect(await hindrancesOn(page)).toEqual([])
    })

    test('a post can’t be published meanwhile, and why is said', async () => {
      const { page } = operator
      await page.goto(`/console/c/${HANDLE}`)
      await page.getByLabel('Text of the post').fill('Not now')
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('The server’s clock jumped, so nothing can be published.').waitFor()
      await page.getByLabel('Text of the post').fill('')
      operator.assertNoFaults('status of 503')
    })

    test('the team’s record says that nothing was erased', async () => {
      const { page } = operator
      await page.goto(RECORD)
      await page.getByText('Nothing was erased yet').waitFor()
    })

    test('to erase now asks first whether the clock is right, and can be left', async () => {
      const { page } = operator
      await page.goto(UPKEEP)
      await page.getByRole('button', { name: 'Erase now' }).click()
      const dialog = page.getByRole('dialog', { name: 'Is the clock right?' })
      await dialog.getByText('No backup brings them back').waitFor()
      expect(await hindrancesOn(page)).toEqual([])
      expect(await dialog.getByRole('button', { name: 'It is right: erase' }).isDisabled()).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('heading', { name: 'The clock jumped ahead' }).waitFor()
    })

    test('once the operator has compared it with another and says that it is right, they are erased', async () => {
      const { page } = operator
      await page.getByRole('button', { name: 'The clock is right…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Is the clock right?' })
      await dialog.getByLabel('I have compared it with another clock').check()
      await dialog.getByRole('button', { name: 'It is right: erase' }).click()
      await page.getByText(/^Done: \d+ posts were erased/).waitFor()
      await page.getByRole('status').getByText('Everything is in order.').waitFor()
      const run = record(page).getByRole('listitem').first()
      await run.getByText(/\d+ posts and \d+ files erased/).waitFor()
      await run.locator('summary').click()
      expect(await run.innerText()).toContain(`@${HANDLE}\n${posts} posts`)
    })

    test('its team sees how many, on which day, and which keys are gone', async () => {
      const { page } = operator
      await page.goto(RECORD)
      await settle(page)
      const runs = record(page).getByRole('listitem')
      expect(await runs.count()).toBe(1)
      expect(await runs.innerText()).toMatch(new RegExp(`${posts} posts erased\\s+Keys? of .+ destroyed`))
      await page.getByText('There is no live post to export.').waitFor()
      expect(await hindrancesOn(page)).toEqual([])
    })
  })
})

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const record = (page: Page) => region(page, 'Record')

async function liveOf({ url }: Server) {
  return (await createClient({ url }).posts.list.query({ handle: HANDLE, limit: 50 })).items
}
