import type { Client } from '@carillon/client'
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { eventually } from './support/processes.ts'
import { Server } from './support/server.ts'
import { visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'counted'
const OTHER = 'counted_too'
/** A browser that is steered by a program says so, and isn't counted: these pretend. */
const browserNamed = (name: string) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${name}/140.0.0.0 Safari/537.36`
const COUNTED_WITHIN = 20_000

type Call = {
  handle: string
  postIds: string[]
  clicked: { postId: string; link: number }[]
  forwarded: string[]
  visit: { source: string; language: string; country?: string }
}
const isBeacon = (request: Request) => request.url().includes('analytics.seen')
const callsOf = (request: Request) => Object.values(request.postDataJSON() as Record<string, Call>)

describe.skipIf(!CHROMIUM)('counting', () => {
  let server: Server
  let browser: Browser
  let operator: Client
  let readers: [Visitor, Visitor]
  let posts: { first: string; long: string; last: string }

  beforeAll(async () => {
    // Each reader has an address of their own.
    const env = { CARILLON_TRUSTED_PROXIES: '127.0.0.1,::1', CARILLON_LIMIT_FACTOR: '100' }
    ;[server, browser] = await Promise.all([
      Server.start({ env }),
      // Of the whole browser: what a page sends as it goes bears no other name.
      launchBrowser([`--user-agent=${browserNamed('Chrome')}`]),
    ])
    operator = await signInByApi(server.url, server.operator)
    for (const handle of [HANDLE, OTHER]) {
      await operator.channels.create.mutate({ handle, name: `Named ${handle}`, category: 'music' })
    }
    const publish = async (text: string, handle = HANDLE) =>
      (await operator.posts.publish.mutate({ handle, content: { kind: 'text', text } })).id
    await publish('Said in the other', OTHER)
    posts = {
      first: await publish('The first of all'),
      long: await publish('A long day in the belfry.\n\n'.repeat(60)),
      last: await publish(`Read ${server.url}/promise and then ${server.url}/erasure`),
    }
    const isKnown = async () => (await operator.analytics.posts.query({ handle: HANDLE })).items.length === 3
    await eventually('the numbers of posts that nobody has seen', COUNTED_WITHIN, isKnown)
    readers = [await reader('203.0.113.1'), await reader('203.0.113.2')]
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await server?.remove()
  })
  afterEach(() => {
    for (const one of readers) one.assertNoFaults()
  })

  const reader = (address: string, options: BrowserContextOptions = {}) =>
    visit(browser, server.url, { extraHTTPHeaders: { 'X-Forwarded-For': address }, ...options })
  const beacon = (page: Page) => page.waitForRequest(isBeacon)
  /** What a page says when it is opened and looked at. */
  const look = async (page: Page, path: string) => {
    const [request] = await Promise.all([beacon(page), page.goto(path)])
    expect((await request.response())!.status()).toBe(200)
    return callsOf(request)
  }
  const postIn = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
  const figures = async (postId: string) => (await operator.analytics.post.query({ handle: HANDLE, postId })).post
  const overview = () => {
    const today = new Date().toISOString().slice(0, 10)
    return operator.analytics.overview.query({ handle: HANDLE, span: { from: today, to: today } })
  }
  const counted = (what: string, holds: () => Promise<boolean>) => eventually(what, COUNTED_WITHIN, holds)

  test('posts count that were on the screen, those further down once they are, and how the page was come to', async () => {
    const [{ page }] = readers
    const [call, ...others] = await look(page, `/c/${HANDLE}?from=qr`)
    expect(others).toEqual([])
    expect(call).toMatchObject({ handle: HANDLE, clicked: [], forwarded: [], visit: { source: 'qr', language: 'en' } })
    expect(call!.postIds.toSorted()).toEqual([posts.long, posts.last].toSorted())
    expect(new URL(page.url()).search).toBe('')
    await counted('a view', async () => (await figures(posts.last)).views === 1)
    expect((await figures(posts.first)).views).toBe(0)

    const [further] = await Promise.all([beacon(page), postIn(page, 'The first of all').scrollIntoViewIfNeeded()])
    expect(callsOf(further)).toMatchObject([{ postIds: [posts.first] }])
    await counted('a view further down', async () => (await figures(posts.first)).views === 1)
  })

  test('nobody counts twice, a program that steers a browser not at all, and a second reader does', async () => {
    const [one, other] = readers
    const again = await look(one.page, `/c/${HANDLE}`)
    expect(again).toMatchObject([{ visit: { source: 'link' } }])
    const program = await reader('203.0.113.3', { userAgent: browserNamed('HeadlessChrome') })
    await look(program.page, `/c/${HANDLE}`)
    await program.leave()
    await look(other.page, `/fr/c/${HANDLE}`)
    await counted('the second reader', async () => (await figures(posts.last)).views >= 2)
    const { now, readersBy } = await overview()
    expect(now).toMatchObject({ reach: 2, views: 5, clicks: 0, forwards: 0 })
    expect((await figures(posts.last)).views).toBe(2)
    // Of so few it isn't told how many.
    expect(readersBy.source.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: 'link', count: null, hidden: 'few' },
      { key: 'qr', count: null, hidden: 'few' },
    ])
  })

  test('a link counts when it is opened, also where the page goes with it, and a post whose link is copied', async () => {
    const [{ page, context }] = readers
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`/c/${HANDLE}/${posts.last}`)
    const post = page.getByRole('region', { name: 'This post' })
    await post.locator('summary').click()
    const [copied] = await Promise.all([beacon(page), page.getByRole('button', { name: 'Copy link' }).first().click()])
    expect(callsOf(copied)).toMatchObject([{ forwarded: [posts.last] }])
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${server.url}/c/${HANDLE}/${posts.last}?from=forward`,
    )
    await Promise.all([page.waitForURL('**/erasure'), post.getByRole('link', { name: '/erasure' }).click()])
    await counted('a click', async () => (await figures(posts.last)).clicks === 1)
    const { post: known, links } = await operator.analytics.post.query({ handle: HANDLE, postId: posts.last })
    expect(known).toMatchObject({ clicks: 1, forwards: 1, views: 2 })
    expect(links).toEqual([0, 1])
  })

  test('whoever comes by a post that was passed on follows by it; in Updates each channel is told of its own', async () => {
    const [, { page }] = readers
    await page.goto(`/c/${HANDLE}/${posts.last}?from=forward`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    await counted('a follow', async () => (await figures(posts.last)).gained === 1)
    expect((await overview()).gainedBy.source).toEqual([{ key: 'forward', count: null, hidden: 'few' }])

    await page.goto(`/c/${OTHER}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    const calls = await look(page, '/updates')
    expect(calls.map(({ handle, visit }) => ({ handle, source: visit.source }))).toEqual([
      { handle: HANDLE, source: 'updates' },
    ])
    const [further] = await Promise.all([beacon(page), postIn(page, 'Said in the other').scrollIntoViewIfNeeded()])
    expect(
      callsOf(further)
        .map(({ handle }) => handle)
        .toSorted(),
    ).toEqual([HANDLE, OTHER])
  })

  test('lists and the search are told from one another, and a country goes along once it is chosen', async () => {
    const [{ page }] = readers
    const come = async (from: string) => {
      await page.goto(from)
      const [request] = await Promise.all([
        beacon(page),
        page
          .getByRole('link', { name: /Harbour Courier/ })
          .first()
          .click(),
      ])
      return callsOf(request)[0]!.visit
    }
    expect(await come('/')).toEqual({ source: 'directory', language: 'en' })
    await page.goto('/you')
    await page.getByLabel('Counted as being in').selectOption({ label: 'Colombia' })
    await page.getByText('Saved.').waitFor()
    expect(await come('/search?q=harbour')).toEqual({ source: 'search', language: 'en', country: 'CO' })
    await page.goto('/you')
    await page.getByLabel('Counted as being in').selectOption({ label: 'No country' })
    expect(await come('/category/news')).toEqual({ source: 'directory', language: 'en' })
  })
})
