import { fillPast } from '@carillon/api/testing/past'
import { createClient } from '@carillon/client'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { signInByApi } from './support/accounts.ts'
import { FAKE_MICROPHONE, launchBrowser } from './support/chromium.ts'
import { COMPOSE, publishIt } from './support/composing.ts'
import { Server } from './support/server.ts'
import { settle, signIn, visit } from './support/visitors.ts'

/** Takes the README's pictures of the sample instance: `node src/screenshots.ts FOLDER [NAMES…]`. */
const [folder, ...names] = process.argv.slice(2)
if (!folder) throw new Error('Say which folder the pictures go to.')
await mkdir(folder, { recursive: true })

const FOLLOWED = ['harbour_courier', 'lakeside_health']
type View = {
  name: string
  path: string
  prepare?: (page: Page) => Promise<unknown>
  /** What becomes of it then. */
  after?: (page: Page) => Promise<unknown>
  /** The whole page, however far it reaches. */
  whole?: boolean
}
const VIEWS: View[] = [
  { name: 'home', path: '/' },
  { name: 'search', path: '/search?q=harbor' },
  // Before the channel's page, where whoever follows it has read it.
  { name: 'updates', path: '/updates' },
  { name: 'channel', path: '/c/harbour_courier', prepare: react },
  { name: 'reactions', path: '/c/harbour_courier', prepare: openReactions },
  { name: 'share', path: '/c/harbour_courier', prepare: openShare },
  { name: 'code', path: '/fr/c/harbour_courier', prepare: openCode },
  { name: 'waiting', path: '/c/lakeside_health', prepare: letWait },
  { name: 'timeline', path: '/es/updates', prepare: showTimeline },
  { name: 'away', path: '/updates', prepare: goAway, after: comeBack },
  { name: 'unseen', path: '/fr/c/night_sky', prepare: goAway, after: comeBack },
  { name: 'you', path: '/you', prepare: askForCode, whole: true },
  { name: 'you-fr', path: '/fr/you', whole: true },
  { name: 'join', path: '/es/join' },
  { name: 'settings', path: '/console/c/harbour_courier/settings', whole: true },
  { name: 'upkeep', path: '/console/instance/upkeep', whole: true },
  { name: 'analytics', path: '/console/c/harbour_courier/analytics', prepare: drawn, whole: true },
  { name: 'analytics-year', path: '/console/c/harbour_courier/analytics?days=365', prepare: readAlong },
  { name: 'analytics-none', path: '/console/c/bare_channel/analytics', prepare: drawn, whole: true },
  { name: 'analytics-posts', path: '/console/c/harbour_courier/analytics/posts', whole: true },
  { name: 'analytics-post', path: '/console/c/harbour_courier/analytics/posts', prepare: openGonePoll, whole: true },
  { name: 'analytics-instance', path: '/console/instance/analytics', prepare: drawn, whole: true },
  { name: 'erased', path: '/console/c/harbour_courier/erased', whole: true },
  { name: 'erasure', path: '/erasure', whole: true },
  { name: 'erasure-fr', path: '/fr/erasure', whole: true },
  { name: 'counting', path: '/counting', whole: true },
  { name: 'counting-fr', path: '/fr/counting', whole: true },
  { name: 'console', path: '/console/c/harbour_courier', prepare: compose, after: publishIt },
  ...Object.entries(COMPOSE).map(([kind, prepare]) => ({
    name: `console-${kind}`,
    path: '/console/c/harbour_courier',
    prepare,
    after: publishIt,
    whole: true,
  })),
  { name: 'kinds', path: '/c/harbour_courier', whole: true },
  { name: 'kinds-updates', path: '/fr/updates', whole: true },
  { name: 'console-kinds', path: '/console/c/harbour_courier', whole: true },
]
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
]

const { server, account } = await startWithPast()
const browser = await launchBrowser(FAKE_MICROPHONE)
try {
  // As on a phone, no room is kept for scrollbars.
  const { page } = await visit(browser, server.url, {
    deviceScaleFactor: 2,
    isMobile: true,
    permissions: ['microphone'],
  })
  for (const handle of FOLLOWED) {
    await page.goto(`/c/${handle}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
  }
  const operator = await signInByApi(server.url, account)
  const text = 'The library tram runs again from *Monday*. First car at 06:10.'
  await operator.posts.publish.mutate({ handle: 'harbour_courier', content: { kind: 'text', text } })
  await operator.channels.create.mutate({ handle: 'bare_channel', name: 'Bare', category: 'news' })
  await signIn(page, account)
  for (const { name, path, prepare, after, whole = false } of VIEWS.filter(
    (view) => names.length === 0 || names.includes(view.name),
  )) {
    await page.goto(path)
    await settle(page)
    await prepare?.(page)
    for (const size of SIZES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await page.mouse.move(0, 0)
        await settle(page)
        await page.screenshot({
          path: resolve(join(folder, `${name}-${size.width}-${colorScheme}.png`)),
          fullPage: whole,
        })
      }
    }
    await after?.(page)
  }
} finally {
  await browser.close()
  await server.stop()
  await server.remove()
}

/** A channel of the sample looks back on more than a year; the first start has made the sample. */
async function startWithPast(): Promise<{ server: Server; account: Server['operator'] }> {
  const first = await Server.start()
  const { dataDir, operator: account } = first
  await first.stop()
  await fillPast(join(dataDir, 'carillon.db'), 'harbour_courier', Date.now(), 400)
  return { server: await Server.start({ dataDir }), account }
}

async function drawn(page: Page): Promise<void> {
  await page.locator('.uplot').first().waitFor()
}

async function readAlong(page: Page): Promise<void> {
  await drawn(page)
  const chart = page.getByRole('slider', { name: 'Reach' })
  await chart.focus()
  for (let at = 0; at < 9; at += 1) await page.keyboard.press('PageDown')
}

/** One of those that are gone. */
async function openGonePoll(page: Page): Promise<void> {
  const poll = page.getByRole('link', { name: /^Poll, / })
  await poll.first().click()
  await drawn(page)
}

async function react(page: Page): Promise<void> {
  await openReactions(page)
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'You reacted' }).first().waitFor({ state: 'attached' })
}

async function openReactions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'React', exact: true }).first().click()
  await page.getByRole('dialog', { name: 'React' }).waitFor()
}

async function openShare(page: Page): Promise<void> {
  await page.getByText('Share', { exact: true }).first().click()
}

async function openCode(page: Page): Promise<void> {
  await page.getByText('Partager', { exact: true }).first().click()
  await page.getByRole('button', { name: /QR/ }).first().click()
  await page.getByRole('dialog').waitFor()
}

/** Further down on the page, something is published. */
async function letWait(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 900))
  const operator = await signInByApi(server.url, account)
  const text = 'Flu clinics are open on *Saturday* too.'
  await operator.posts.publish.mutate({ handle: 'lakeside_health', content: { kind: 'text', text } })
  await page.getByRole('button', { name: '1 new post' }).waitFor()
}

async function showTimeline(page: Page): Promise<void> {
  await page.setViewportSize(SIZES[0]!)
  const tab = page.getByRole('button', { name: /publicaciones/i }).or(page.getByRole('tab', { name: /publicaciones/i }))
  if (await tab.first().isVisible()) await tab.first().click()
}

async function goAway(page: Page): Promise<void> {
  await page.context().setOffline(true)
  await page.reload()
}

async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false)
}

async function askForCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a device' }).click()
  await page.getByRole('img').last().waitFor()
}

async function compose(page: Page): Promise<void> {
  const picture = { name: 'quay.webp', mimeType: 'image/webp', buffer: await samplePhoto() }
  await page
    .getByLabel('Text of the post')
    .fill('*Storm warning* for the outer quay.\n\n- Pier Road closes at 18:00\n- Ferries stop at 20:00')
  await page.getByLabel('Add photos and videos').setInputFiles(picture)
  await page.getByLabel('Description of the photo').fill('Drawing of town houses with lit windows under a pale sky')
  await page.evaluate(() => scrollTo(0, 0))
}

/** One of the pictures that the sample comes with. */
async function samplePhoto(): Promise<Buffer> {
  const { items } = await createClient({ url: server.url }).posts.list.query({ handle: 'harbour_courier' })
  const [photo] = items.flatMap(({ content }) => (content.kind === 'photo' ? [content.photo] : []))
  if (!photo) throw new Error('the sample has no photo here')
  const answer = await fetch(`${server.url}/api/media/${photo.mediaId}/${photo.widths.at(-1)}`)
  return Buffer.from(await answer.arrayBuffer())
}
