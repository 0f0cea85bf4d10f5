import type { Client } from '@carillon/client'
import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hindrancesOn } from './support/accessible.ts'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { eventually } from './support/processes.ts'
import { Reader } from './support/readers.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'counted_bells'
const PAGE = `/console/c/${HANDLE}/analytics`
/** Six from the directory, and from two other ways one each. */
const WAYS = [...Array.from({ length: 6 }, () => 'directory'), 'search', 'qr']

describe.skipIf(!CHROMIUM)('analytics', () => {
  let browser: Browser
  let operator: Client
  let team: Visitor
  let page: Page
  let url: string
  let postId: string
  let pollId: string

  beforeAll(async () => {
    const instance = sharedInstance()
    url = instance.url
    browser = await launchBrowser()
    operator = await signInByApi(url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Counted bells', category: 'music' })
    const text = 'Ding. https://example.org/one https://example.org/two'
    const post = await operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })
    const poll = { question: 'Which bell?', options: ['The great one', 'The small one'] }
    const asked = await operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'poll', poll } })
    ;[postId, pollId] = [post.id, asked.id]
    for (const [at, source] of WAYS.entries()) {
      const visitOf = { source, language: at < 7 ? 'en' : 'fr' }
      const reader = new Reader(url)
      await reader.send('follows.follow', { handle: HANDLE, visit: visitOf })
      await reader.send('analytics.seen', {
        handle: HANDLE,
        postIds: [postId, pollId],
        clicked: at < 3 ? [{ postId, link: 1 }] : [],
        visit: visitOf,
      })
      if (at < 4) await reader.send('polls.vote', { handle: HANDLE, postId: pollId, options: [at % 2] })
    }
    team = await visit(browser, url)
    page = team.page
    await signIn(page, instance.operator)
  })
  afterAll(() => browser?.close())
  afterEach(() => team.assertNoFaults())

  async function open(path: string): Promise<void> {
    await page.goto(path)
    await settle(page)
  }
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const figure = (name: string) => page.getByRole('figure', { name, exact: true })
  const tile = async (term: string) => {
    const tiles = region('At a glance').locator('dl > div')
    return (await tiles.filter({ has: page.getByText(term, { exact: true }) }).innerText()).split('\n')
  }

  test('an overview has what readers did, also in the tables behind its charts', async () => {
    await open(PAGE)
    await eventually('all of it', 10_000, async () => (await tile('Votes'))[1] === '4')
    expect((await tile('Followers')).slice(0, 3)).toEqual(['Followers', '8', '+8 in this span'])
    expect((await tile('Views'))[1]).toBe('16')
    expect((await tile('Clicks on links'))[1]).toBe('3')
    expect(await lastRow(figure('Reach'))).toMatch(/\t8$/)
    expect(await lastRow(figure('New and lost followers'))).toMatch(/\t8\t0$/)
    expect(await lastRow(figure('Votes'))).toMatch(/\t4$/)
    expect(await figure('Views').locator('tbody tr').count()).toBe(30)
  })

  test('parts below five are not told', async () => {
    const readers = await region('Readers').getByRole('listitem').allInnerTexts()
    expect(readers.map((text) => text.replaceAll('\n', ' '))).toEqual([
      // One each by code and by search: from eight in all they could be told.
      'Directory not told , so that nothing under 5 can be worked out',
      'QR code fewer than 5',
      'Search fewer than 5',
      'English not told , so that nothing under 5 can be worked out',
      'French fewer than 5',
    ])
  })

  test('the hours of the week hold all views', async () => {
    const cells = await region('When it is read').getByRole('cell').allInnerTexts()
    expect(cells).toHaveLength(7 * 24)
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(16)
  })

  test('the arrow keys read a chart day by day', async () => {
    const chart = page.getByRole('slider', { name: 'Views', exact: true })
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/: Views 16$/)
    await chart.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/: Views 0$/)
    await page.keyboard.press('End')
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/: Views 16$/)
  })

  test('what comes in meanwhile appears by itself', async () => {
    await page.getByText('Live', { exact: true }).waitFor()
    const reader = new Reader(url)
    await reader.send('follows.follow', { handle: HANDLE })
    await reader.send('analytics.seen', { handle: HANDLE, postIds: [postId] })
    await eventually('the ninth', 10_000, async () => (await tile('Views'))[1] === '17')
    expect((await tile('Followers'))[1]).toBe('9')
  })

  test('a span is chosen by its link or its days, and stands in the address', async () => {
    await open(PAGE)
    await page.getByRole('link', { name: '7 days' }).click()
    await page.waitForURL('**/analytics?days=7')
    await eventually('seven days', 10_000, async () => (await figure('Views').locator('tbody tr').count()) === 7)
    await page.getByRole('link', { name: 'Other days' }).click()
    await page.getByLabel('From', { exact: true }).fill('2020-01-01')
    await page.getByRole('alert').getByText('A span has 366 days at most.').waitFor()
    await page.getByLabel('To', { exact: true }).fill('2020-01-10')
    await eventually('ten days', 10_000, async () => (await figure('Views').locator('tbody tr').count()) === 10)
    expect((await tile('Views'))[1]).toBe('0')
  })

  test('a post has its own page, with its links by their place', async () => {
    await open(PAGE)
    await region('Most seen').getByRole('link', { name: /^Ding/ }).click()
    await page.getByRole('heading', { level: 1, name: /^Ding/ }).waitFor()
    expect((await tile('Views'))[1]).toBe('9')
    expect((await region('Clicks by link').getByRole('listitem').allInnerTexts()).map(inOneLine)).toEqual([
      'Link 1 0',
      'Link 2 3',
    ])
    const hours = await figure('Views in the first 48 hours').locator('tbody tr').allTextContents()
    expect(hours).toHaveLength(48)
    expect(hours[0]).toBe('Hour 19')
  })

  test('a poll shows its options, who voted, and how it came to that', async () => {
    await open(`${PAGE}/posts`)
    await page.getByRole('link', { name: 'Which bell?' }).click()
    await region('Poll').getByText('4 people voted: 50% of its views').waitFor()
    expect((await region('Poll').getByRole('listitem').allInnerTexts()).map(inOneLine)).toEqual([
      'The great one 2',
      'The small one 2',
    ])
    expect(await lastRow(figure('Votes by option'))).toMatch(/\t2\t2$/)
    expect(await hindrancesOn(page)).toEqual([])
  })

  test('a deleted post keeps its numbers, and none of its words', async () => {
    await operator.posts.delete.mutate({ handle: HANDLE, postId: pollId })
    await open(`${PAGE}/${pollId}`)
    await page.getByRole('heading', { level: 1, name: /^Poll, / }).waitFor()
    await page.getByText('This post is gone. Its numbers stay.').waitFor()
    expect((await tile('Views'))[1]).toBe('8')
    expect((await region('Poll').getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'Option 1',
      'Option 2',
    ])
    expect(await page.getByRole('main').innerText()).not.toContain('Which bell?')
  })

  test('the days are exported as they are shown', async () => {
    await open(PAGE)
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Days (CSV)' }).click(),
    ])
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(31)
    const today = Object.fromEntries(lines[0]!.split(',').map((name, at) => [name, lines.at(-1)!.split(',')[at]]))
    expect(today).toMatchObject({ followers: '9', gained: '9', views: '17', clicks: '3' })
    await page.getByText(`${file.suggestedFilename()} is saved`).waitFor()
  })

  test('the weekly summary stays as it was chosen', async () => {
    const weekly = page.getByRole('checkbox', { name: /^A summary each Monday/ })
    await weekly.check()
    await page.getByText('The summary comes each Monday').waitFor()
    await open(PAGE)
    expect(await weekly.isChecked()).toBe(true)
    await weekly.uncheck()
    await page.getByText('The summary is off').waitFor()
    await open(PAGE)
    expect(await weekly.isChecked()).toBe(false)
  })

  test('an operator sees the instance, and its channels in the order of their numbers', async () => {
    await page.getByRole('link', { name: 'Analytics of the instance' }).click()
    await page.getByRole('heading', { level: 1, name: 'Analytics of the instance' }).waitFor()
    await page.getByLabel('In the order of').selectOption('views')
    const row = region('Channels').getByRole('row').filter({ hasText: 'Counted bells' })
    await row.waitFor()
    expect((await row.innerText()).split('\t').at(-1)).toBe('17')
    await region('Storage and load').getByText('Live connections now').waitFor()
    expect(await hindrancesOn(page)).toEqual([])
  })

  test('everybody can use the page of a channel, also its tables', async () => {
    await open(PAGE)
    await figure('Views').getByText('As a table').click()
    expect(await hindrancesOn(page)).toEqual([])
  })
})

const inOneLine = (text: string) => text.replaceAll('\n', ' ')

/** Of the table behind a chart, which is there whether it is open or not. */
async function lastRow(chart: Locator): Promise<string> {
  return (await chart.locator('tbody tr').last().locator('th, td').allTextContents()).join('\t')
}
