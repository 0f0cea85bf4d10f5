import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { ATTACK } from './support/hostile.ts'
import { OPML_FILES } from './support/paths.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

/** Bytes of script, as they travel, that a page with search may load. */
const SCRIPT_BUDGET = 40_000

describe.skipIf(!CHROMIUM)('the directory', () => {
  let instance: SharedInstance
  let browser: Browser
  let visitor: Visitor

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    visitor = await visit(browser, instance.url)
  })
  afterEach(async () => {
    await visitor.leave()
    visitor.assertNoFaults()
  })

  const results = () => visitor.page.getByRole('region', { name: 'Results' })
  const firstName = () => results().getByRole('link').first()
  const focused = () => visitor.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

  test('search by keys alone: slash, letters, arrows, Enter', async () => {
    const { page } = visitor
    await page.goto('/')
    await settle(page)
    await page.keyboard.press('/')
    await page.keyboard.type('harbor courrier')
    await firstName().filter({ hasText: 'The Harbour Courier' }).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toContain('The Harbour Courier')
    await page.keyboard.press('ArrowUp')
    expect(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/c/harbour_courier')
  })

  test('what is searched for is in the address: reload, link and Back lead to it', async () => {
    const { page } = visitor
    await page.goto('/')
    await page.getByRole('searchbox').pressSequentially('courier')
    await firstName().filter({ hasText: 'Courier' }).waitFor()
    await results().getByLabel('Order').selectOption({ label: 'Newest' })
    await page.waitForURL((url) => url.pathname === '/search' && url.search === '?q=courier&sort=newest')
    await page.reload()
    await firstName().filter({ hasText: 'Courier' }).waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('courier')
    await firstName().click()
    await page.waitForURL('**/c/**')
    await page.goBack()
    await firstName().filter({ hasText: 'Courier' }).waitFor()
    await page.goBack()
    await page.waitForURL((url) => url.search === '?q=courier')
    expect(await results().getByLabel('Order').inputValue()).toBe('relevant')
  })

  test('filters narrow the results, and say how many each would leave', async () => {
    const { page } = visitor
    await page.goto('/search')
    const filters = page.getByRole('form', { name: 'Filters' })
    const health = filters.getByRole('radio', { name: /^Health \d+$/ })
    await health.waitFor()
    const promised = Number(
      /\d+/.exec(
        (
          await filters
            .getByText(/^Health/)
            .locator('..')
            .innerText()
        ).trim(),
      )?.[0],
    )
    await health.check()
    await page.waitForURL('**/search?category=health')
    await page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${promised} channels?$`) })
      .waitFor()
  })

  const TONGUES = [
    { path: '/', lang: 'en', title: 'Hear it from the source', search: 'Search' },
    { path: '/fr', lang: 'fr', title: /source/i, search: /Rechercher|Chercher/ },
    { path: '/es', lang: 'es', title: /fuente|primera mano/i, search: 'Buscar' },
  ]
  for (const { path, lang, title, search } of TONGUES) {
    test(`the whole of it is there in ${lang}`, async () => {
      const { page } = visitor
      await page.goto(path)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.getByRole('button', { name: search, exact: typeof search === 'string' }).waitFor()
      await page.goto(`${path === '/' ? '' : path}/c/harbour_courier`)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      await page
        .getByRole('button', { name: { en: 'Follow', fr: 'Suivre', es: 'Seguir' }[lang]! })
        .first()
        .waitFor()
    })
  }

  for (const path of [
    '/category/health',
    '/categories',
    '/countries',
    '/languages',
    '/country/IE',
    '/promise',
    '/erasure',
    '/counting',
  ]) {
    test(`${path} needs no script and has none`, async () => {
      const answer = await visitor.page.goto(path)
      expect(answer!.status()).toBe(200)
      expect(await visitor.page.locator('script:not([type="application/ld+json"])').count()).toBe(0)
    })
  }

  for (const path of ['/', '/search?q=courier']) {
    test(`${path} loads no more than 40 kB of script`, async () => {
      const { page } = visitor
      await page.goto(path)
      if (path === '/') await page.getByRole('searchbox').pressSequentially('courier')
      await firstName().waitFor()
      await settle(page)
      const sizes = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
          .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
      )
      const sum = sizes.reduce((all, size) => all + size, 0)
      console.log(`${path}: ${sum} bytes of script in ${sizes.length} files`)
      expect(sizes.length).toBeGreaterThan(0)
      expect(sum).toBeLessThanOrEqual(SCRIPT_BUDGET)
    })
  }

  const SCRIPTS = [
    { typed: 'комерсант', name: /Коммерсант/i },
    { typed: '朝日', name: /朝日/ },
    { typed: 'تابناک', name: /تابناک/ },
    { typed: 'fohla', name: /^Folha de S\.Paulo/ },
  ]
  for (const { typed, name } of SCRIPTS) {
    test.skipIf(OPML_FILES.length === 0)(`${typed} is found, in its own script and with a slip`, async () => {
      await visitor.page.goto(`/search?q=${encodeURIComponent(typed)}`)
      await firstName().filter({ hasText: name }).waitFor()
    })
  }

  test('an address that leads nowhere says so and helps on', async () => {
    const { page } = visitor
    const answer = await page.goto('/no/such/page')
    expect(answer!.status()).toBe(404)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await page.getByRole('searchbox').fill('courier')
    await page.keyboard.press('Enter')
    await firstName().filter({ hasText: 'Courier' }).waitFor()
    expect((await page.goto('/c/nobody_here'))!.status()).toBe(404)
    await page.getByRole('link', { name: 'To the directory' }).waitFor()
    // The browser itself reports what it was refused.
    visitor.assertNoFaults('404 (Not Found)')
  })

  test('a post is found in its channel, its link is copied, and leads to it', async () => {
    const { page, context } = visitor
    const operator = await signInByApi(instance.url, instance.operator)
    const handle = 'searched_by_reader'
    await operator.channels.create.mutate({ handle, name: 'Searched', category: 'news' })
    const say = (text: string) => operator.posts.publish.mutate({ handle, content: { kind: 'text', text } })
    const wanted = await say('The *lighthouse* is lit again:\n\n- from dusk\n- to dawn')
    await say('The harbour is closed')

    await page.goto(`/c/${handle}`)
    await page.getByText('The harbour is closed').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('lihgthouse dusk')
    await page.getByRole('status').filter({ hasText: '1 post for “lihgthouse dusk”' }).waitFor()
    expect(await page.locator('mark').allTextContents()).toEqual(['lighthouse', 'dusk'])
    expect(await page.getByText('The harbour is closed').count()).toBe(0)
    await page.reload()
    await page.locator('mark').first().waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('lihgthouse dusk')

    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    const copy = async (what: string, said: string) => {
      await page.getByRole('article').locator('summary').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: what }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('status').filter({ hasText: said }).waitFor()
      expect(
        await page
          .getByRole('article')
          .locator('summary')
          .evaluate((summary) => summary === document.activeElement),
      ).toBe(true)
    }
    await copy('Copy text', 'Text copied')
    expect(await clipboard()).toBe('The lighthouse is lit again:\n\n• from dusk\n• to dawn')
    await copy('Copy link', 'Link copied')
    const link = await clipboard()
    expect(link).toBe(`${instance.url}/c/${handle}/${wanted.id}?from=forward`)

    await page.goto(link)
    await page.getByRole('region', { name: 'This post' }).getByText('is lit again').waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(await page.content()).toContain('noindex')
    await operator.posts.delete.mutate({ handle, postId: wanted.id })
    expect((await page.goto(link))!.status()).toBe(404)
    await page.getByText('There is no such post').waitFor()
    await page.getByText('The harbour is closed').waitFor()
    visitor.assertNoFaults('404 (Not Found)')
  })

  test('an attack in a name, a description or a post stays text wherever it is shown', async () => {
    const { page } = visitor
    const operator = await signInByApi(instance.url, instance.operator)
    const handle = 'attack_by_api'
    await operator.channels.create.mutate({ handle, name: ATTACK.slice(0, 128), description: ATTACK, category: 'news' })
    await operator.posts.publish.mutate({ handle, content: { kind: 'text', text: `${ATTACK}\n\n*${ATTACK}*` } })
    const shown = async (path: string, words = '<img src=x onerror=') => {
      await page.goto(path)
      await page.getByText(words).first().waitFor()
      await settle(page)
      expect(await page.title()).not.toBe('attacked')
      expect(await page.locator('img[src="x"]').count()).toBe(0)
    }
    // Whether it stands there hangs on what else is new; that the build keeps it text is held by the build's own test.
    await shown('/', 'New here')
    await shown('/search?q=onerror')
    await shown(`/c/${handle}`)
    await page.getByRole('button', { name: 'Follow', exact: true }).click()
    await page.getByText('You follow this channel.').waitFor()
    await shown('/updates')
    await signIn(page, instance.operator)
    await shown('/console')
    await shown(`/console/c/${handle}`)
    await shown(`/console/c/${handle}/settings`)
  })
})
