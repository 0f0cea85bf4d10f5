import { scanForMarkers } from '@carillon/api/testing'
import type { Client } from '@carillon/client'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchProfile } from './support/chromium.ts'
import { sharedInstance } from './support/shared.ts'
import { settle } from './support/visitors.ts'

const HANDLE = 'profile_test'
const DAY = 86_400_000
const SHORT = 'Gone after a day from every file: Bourdon-7719'
const LONG = 'Here for thirty days: Dulcimer-2208'

describe.skipIf(!CHROMIUM)('in the files of a follower’s browser', () => {
  let folder: string
  let operator: Client
  let url: string
  let context: BrowserContext

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-profile-'))
    const instance = sharedInstance()
    url = instance.url
    operator = await signInByApi(url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Profile test', category: 'music' })
    await say(LONG)
    await operator.channels.edit.mutate({ handle: HANDLE, retentionDays: 1 })
    await say(SHORT)
    context = await launchProfile(join(folder, 'profile'), url)
  })
  afterAll(async () => {
    await context?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const say = (text: string) => operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })

  /** Where each of the two posts is, in a copy of everything that the browser keeps. */
  async function find() {
    const copy = await mkdtemp(join(folder, 'copy-'))
    await cp(join(folder, 'profile'), copy, { recursive: true })
    const found = await scanForMarkers(copy, [SHORT, LONG])
    await rm(copy, { recursive: true })
    return Map.groupBy(found, ({ marker }) => marker)
  }

  test('a post is there to be read offline, and no byte of it once its time is over', async () => {
    const page = await context.newPage()
    await page.goto(`/c/${HANDLE}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    for (const path of ['/updates', `/c/${HANDLE}`]) {
      await page.goto(path)
      await page.getByText(SHORT).first().waitFor()
      await settle(page)
    }
    await context.setOffline(true)
    await page.goto('/updates')
    await page.getByText(SHORT).first().waitFor()
    const before = await find()
    expect([before.has(SHORT), before.has(LONG)], 'control: both are found while they live').toEqual([true, true])

    await context.serviceWorkers()[0]!.evaluate((by) => {
      const real = Date.now.bind(Date)
      Date.now = () => real() + by
    }, DAY)
    await page.goto(`/c/${HANDLE}`)
    await page.getByText(LONG).first().waitFor()
    expect(await page.content()).not.toContain(SHORT)
    await page.goto('about:blank')
    await context.close()
    const after = await find()
    expect(after.get(SHORT) ?? []).toEqual([])
    expect(after.has(LONG), 'control: what lives on is found still').toBe(true)
  })
})
