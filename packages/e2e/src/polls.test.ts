import type { Client } from '@carillon/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { ATTACK } from './support/hostile.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'polls_test'
const QUESTION = 'Which bell shall ring at noon?'

describe.skipIf(!CHROMIUM)('a poll', () => {
  let browser: Browser
  let operator: Client
  let admin: Visitor
  let readers: [Visitor, Visitor]

  beforeAll(async () => {
    const instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Polls test', category: 'music' })
    admin = await visit(browser, instance.url)
    await signIn(admin.page, instance.operator)
    readers = [await visit(browser, instance.url), await visit(browser, instance.url)]
    for (const { page } of readers) {
      await page.goto(`/c/${HANDLE}`)
      await page.getByRole('button', { name: 'Follow', exact: true }).click()
      await page.getByText('You follow this channel.').waitFor()
    }
  })
  afterAll(() => browser?.close())
  afterEach(() => {
    for (const visitor of [admin, ...readers]) visitor.assertNoFaults()
  })

  const postIn = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
  async function vote(page: Page, question: string, ...options: string[]): Promise<void> {
    const post = postIn(page, question)
    for (const option of options) await post.getByLabel(option).check()
    await post.getByRole('button', { name: 'Vote', exact: true }).click()
    await post.getByRole('list', { name: question }).waitFor()
  }
  const bars = (page: Page, question: string) =>
    postIn(page, question).getByRole('list', { name: question }).getByRole('listitem').allInnerTexts()
  const asText = (rows: string[]) => rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())
  async function publish(poll: object): Promise<string> {
    const content = { kind: 'poll' as const, poll: { question: '', options: [], ...poll } }
    return (await operator.posts.publish.mutate({ handle: HANDLE, content })).id
  }

  test('is composed by the keyboard, and voted on by two followers, whose votes are counted exactly', async () => {
    const { page } = admin
    await page.goto(`/console/c/${HANDLE}`)
    await page.getByRole('button', { name: 'Poll', exact: true }).click()
    await page.getByLabel('Question').fill(QUESTION)
    await page.getByLabel('Option 1', { exact: true }).fill('Great Tom')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Emmanuel')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Little Ben')
    await page.keyboard.press('Alt+ArrowUp')
    const options = page.getByRole('region', { name: 'Poll', exact: true }).locator('input[data-option]')
    expect(await options.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual([
      'Great Tom',
      'Little Ben',
      'Emmanuel',
    ])
    await page.getByLabel('Results are seen').selectOption('After voting')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const live = page.getByRole('region', { name: 'Live posts' })
    await live.getByRole('article').filter({ hasText: QUESTION }).waitFor()

    const [one, other] = readers
    for (const reader of readers) {
      await reader.page.goto('/updates')
      const post = postIn(reader.page, QUESTION)
      await post.getByText('Results show once you have voted.').waitFor()
      await post.getByText('Open poll, votes not verified').waitFor()
      expect(await post.innerText()).not.toContain('%')
    }
    await vote(one.page, QUESTION, 'Little Ben')
    expect(asText(await bars(one.page, QUESTION))).toEqual([
      'Great Tom 0 votes 0%',
      'Little Ben 1 vote 100% Your vote',
      'Emmanuel 0 votes 0%',
    ])
    await other.page.goto(`/c/${HANDLE}`)
    await vote(other.page, QUESTION, 'Emmanuel')
    expect(asText(await bars(other.page, QUESTION))[1]).toBe('Little Ben 1 vote 50%')

    await postIn(other.page, QUESTION).getByRole('button', { name: 'Change my vote' }).click()
    await vote(other.page, QUESTION, 'Little Ben')
    expect(asText(await bars(other.page, QUESTION))[1]).toBe('Little Ben 2 votes 100% Your vote')
    const posts = await operator.posts.list.query({ handle: HANDLE })
    const postIds = posts.items.map(({ id }) => id)
    const { items } = await operator.polls.results.query({ handle: HANDLE, postIds })
    expect(items[0]).toMatchObject({ voters: 2, options: [0, 2, 0] })

    await live.getByRole('button', { name: 'Refresh' }).click()
    await live.getByText('2 voters').waitFor()
    await live.getByRole('button', { name: 'Results over time' }).click()
    await live.getByText('As a table').click()
    expect(asText(await live.getByRole('table').locator('tbody td').allInnerTexts())).toEqual(['0', '2', '0'])
    expect(await live.innerText()).not.toContain('Your vote')
    // What the browser keeps of a vote is in the next page too.
    await one.page.reload()
    await postIn(one.page, QUESTION).getByText('2 voters').waitFor()
  })

  test('asks for what all polls on a page have come to in one request, and for nothing where there are none', async () => {
    const [{ page }] = readers
    // An open page would ask for a poll as it arrives.
    await page.goto('about:blank')
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('polls.results') && asked.push(request.url()))
    await publish({ question: 'Twice?', options: ['Yes', 'No'] })
    await page.goto('/updates')
    await page.getByRole('group', { name: /^Twice/ }).waitFor()
    await settle(page)
    expect(asked).toHaveLength(1)
    await page.goto('/c/harbour_courier')
    await settle(page)
    expect(asked).toHaveLength(1)
  })

  /** A live connection has no end to wait for. */
  const isAnswer = (url: string) => url.includes('/api/trpc/') && !url.includes('/live.')

  test('that is a quiz says what was right once it is answered, and no sooner', async () => {
    const [{ page }] = readers
    const question = 'Which is the heaviest?'
    const explanation = 'It weighs over two hundred tonnes.'
    const options = ['Great Tom', 'Tsar Bell']
    const id = await publish({ question, options, mode: 'quiz', correct: 1, explanation })
    const received: Promise<string>[] = []
    page.on('response', (answer) => isAnswer(answer.url()) && received.push(answer.text().catch(() => '')))
    await page.goto(`/c/${HANDLE}/${id}`)
    await page.getByRole('group', { name: question }).first().waitFor()
    await settle(page)
    expect((await Promise.all(received)).join()).toContain('Tsar Bell')
    expect((await Promise.all(received)).join()).not.toContain(explanation)
    const linked = page.getByRole('region').getByRole('article').filter({ hasText: question }).first()
    await linked.getByLabel('Great Tom').check()
    await linked.getByRole('button', { name: 'Vote', exact: true }).click()
    await linked.getByText(explanation).waitFor()
    await linked.getByText('The answer is: Tsar Bell').waitFor()
  })

  test('is closed from the console, and takes no vote after that', async () => {
    const question = 'Until when?'
    await publish({ question, options: ['Now', 'Later'] })
    const [{ page: reader }] = readers
    await reader.goto(`/c/${HANDLE}`)
    await postIn(reader, question).getByLabel('Later').check()
    const { page } = admin
    await page.goto(`/console/c/${HANDLE}`)
    await postIn(page, question)
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Close the poll now' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close the poll now' }).click()
    await page.getByText('The poll is closed').waitFor()
    await postIn(reader, question).getByRole('button', { name: 'Vote', exact: true }).click()
    await postIn(reader, question)
      .getByText(/^Closed now/)
      .waitFor()
    readers[0].assertNoFaults('409')
  })

  test('whose words are an attack is inert in both apps', async () => {
    const options = [ATTACK.slice(0, 60), '</fieldset><script>document.title="attacked"</script>']
    const question = `Really? ${ATTACK}`
    await publish({ question, options, mode: 'quiz', correct: 0, explanation: ATTACK })
    const [{ page }] = readers
    await page.goto(`/c/${HANDLE}`)
    const post = postIn(page, 'Really?')
    await post.getByText(ATTACK).first().waitFor()
    await post.getByRole('radio').first().check()
    await post.getByRole('button', { name: 'Vote', exact: true }).click()
    await post.getByText('That’s right!').waitFor()
    await admin.page.goto(`/console/c/${HANDLE}`)
    const seen = admin.page.getByRole('region', { name: 'Live posts' })
    await postIn(admin.page, 'Really?').getByText(ATTACK).first().waitFor()
    await seen.getByRole('button', { name: 'Results over time' }).first().click()
    await seen.getByText('As a table').click()
    await settle(admin.page)
    for (const where of [page, admin.page]) {
      expect(await where.title()).not.toContain('attacked')
      expect(await where.locator('img[src=x]').count()).toBe(0)
    }
  })
})
