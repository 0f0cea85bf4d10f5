import { createClient } from '@carillon/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import type { SharedInstance } from './support/global.ts'
import { sharedInstance } from './support/shared.ts'
import { settle, signIn, visit, type Visitor } from './support/visitors.ts'

const HANDLE = 'team_test'
const ANA = { email: 'ana.editor@example.org', name: 'Ana Editor', password: 'several unrelated bells' }

describe.skipIf(!CHROMIUM)('a team at the console', () => {
  let instance: SharedInstance
  let browser: Browser
  let admin: Visitor
  let editor: Visitor
  let operator: Awaited<ReturnType<typeof signInByApi>>

  beforeAll(async () => {
    instance = sharedInstance()
    browser = await launchBrowser()
    operator = await signInByApi(instance.url, instance.operator)
    await operator.channels.create.mutate({ handle: HANDLE, name: 'Team test', category: 'news' })
    await operator.channels.create.mutate({ handle: 'team_other', name: 'The other tower', category: 'news' })
    const { link } = await operator.members.invite.mutate({ handle: HANDLE, role: 'editor' })
    const token = link.split('/').at(-1)!
    await createClient({ url: instance.url }).accounts.signUp.mutate({ ...ANA, token })
    await (await signInByApi(instance.url, ANA)).members.accept.mutate({ token })
    admin = await visit(browser, instance.url)
    editor = await visit(browser, instance.url)
    await signIn(admin.page, instance.operator)
    await signIn(editor.page, ANA)
  })
  afterAll(() => browser?.close())
  beforeEach(() => operator.channels.edit.mutate({ handle: HANDLE, review: false }))
  afterEach(() => {
    admin.assertNoFaults()
    editor.assertNoFaults()
  })

  const goTo = async (page: Page, path = '') => {
    await page.goto(`/console/c/${HANDLE}${path}`)
    await settle(page)
  }
  const draftWith = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })
  const postWith = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
  async function choose(page: Page, text: string, action: string): Promise<void> {
    await postWith(page, text)
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  const publish = (text: string) => operator.posts.publish.mutate({ handle: HANDLE, content: { kind: 'text', text } })

  test('reviews: an editor submits, an admin sends back, comments and approves, and the history stays', async () => {
    const [ana, boss] = [editor.page, admin.page]
    await goTo(boss, '/settings')
    await boss.getByLabel('An admin approves what editors publish').check()
    const setting = boss.getByRole('region', { name: 'Review before publication' })
    await setting.getByRole('button', { name: 'Save' }).click()
    await boss.getByText('Saved', { exact: true }).waitFor()

    await goTo(ana)
    await ana.getByText('an admin approves your posts').waitFor()
    await ana.getByLabel('Text of the post').fill('The bridge is closed')
    await ana.getByRole('button', { name: 'Submit for review' }).click()
    await ana.getByText('Submitted: an admin looks at it now').waitFor()
    expect((await operator.posts.list.query({ handle: HANDLE })).items).toEqual([])

    await goTo(boss, '/drafts')
    const places = boss.getByRole('navigation', { name: 'Main' })
    await places.getByText('1 draft waits for review').waitFor()
    const waiting = boss.getByRole('region', { name: 'Waiting for review' })
    await waiting.getByRole('button', { name: 'Send back' }).click()
    await boss.getByLabel('What should be different').fill('Which bridge?')
    await boss.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
    await boss.getByText('Sent back', { exact: true }).first().waitFor()

    await goTo(ana, '/drafts')
    const draft = draftWith(ana, 'The bridge is closed')
    await draft.getByText('Which bridge?').waitFor()
    await draft.getByRole('button', { name: 'Edit' }).click()
    await ana.getByLabel('Text of the post').fill('The mill bridge is closed')
    await ana.getByRole('button', { name: 'Save the draft' }).click()
    await draftWith(ana, 'The mill bridge is closed').getByRole('button', { name: 'Submit for review' }).click()
    await ana.getByLabel('Words for the admins').fill('The one at the mill')
    await ana.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click()
    await ana.getByText('Submitted: an admin looks at it now').waitFor()

    await goTo(boss, '/drafts')
    await waiting.getByText('The one at the mill').waitFor()
    await waiting.getByRole('button', { name: 'Approve and publish' }).click()
    await boss.getByText('Approved and published').waitFor()

    await goTo(ana)
    await choose(ana, 'The mill bridge is closed', 'What it said before')
    const dialog = ana.getByRole('dialog')
    for (const said of ['Ana Editor submitted it', 'Which bridge?', 'The one at the mill', /approved it/]) {
      await dialog.getByText(said).first().waitFor()
    }
  })

  test('shows what a post said before, with what was taken out and what is new', async () => {
    const { page } = admin
    const { id: postId } = await publish('The fair opens at noon')
    const content = { kind: 'text' as const, text: 'The fair opens at ten' }
    await operator.posts.edit.mutate({ handle: HANDLE, postId, content })
    await goTo(page)
    await choose(page, 'The fair opens at ten', 'What it said before')
    const dialog = page.getByRole('dialog')
    await dialog.locator('del', { hasText: 'noon' }).waitFor()
    await dialog.locator('ins', { hasText: 'ten' }).waitFor()
    await dialog.getByText('The fair opens at noon', { exact: true }).waitFor()
  })

  test('forwards a post, which says where it comes from to its readers', async () => {
    const { page } = admin
    await publish('Quay three is closed')
    await goTo(page)
    await choose(page, 'Quay three is closed', 'Forward')
    await page.getByRole('dialog').getByLabel('The other tower').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Forward' }).click()
    await page.getByText('Published in The other tower').waitFor()
    await page.goto('/c/team_other')
    await postWith(page, 'Quay three is closed').getByRole('link', { name: 'Forwarded from Team test' }).click()
    await page.waitForURL(`**/c/${HANDLE}/pst_*`)
  })

  test('tells two who edit the same draft of one another, and lets the second choose', async () => {
    const [ana, boss] = [editor.page, admin.page]
    await operator.drafts.create.mutate({ handle: HANDLE, content: { kind: 'text', text: 'Of two minds' } })
    for (const page of [ana, boss]) {
      await goTo(page, '/drafts')
      await draftWith(page, 'Of two minds').getByRole('button', { name: 'Edit' }).click()
    }
    await boss.getByText('Ana Editor is editing this too.').waitFor()
    await ana.getByText('is editing this too.').waitFor()
    await ana.getByLabel('Text of the post').fill('Of Ana’s mind')
    await ana.getByRole('button', { name: 'Save the draft' }).click()
    await ana.getByText('The draft is saved').waitFor()
    await boss.getByText('Ana Editor is editing this too.').waitFor({ state: 'detached' })
    await boss.getByLabel('Text of the post').fill('Of the boss’s mind')
    await boss.getByRole('button', { name: 'Save the draft' }).click()
    await boss.getByRole('heading', { name: 'Somebody else changed this draft meanwhile' }).waitFor()
    await boss.getByText('Of Ana’s mind').waitFor()
    admin.assertNoFaults('409')
  })

  test('sees what is coming in a month, goes about it by keyboard, and moves a post to another day', async () => {
    const { page } = admin
    // In the middle of the month after next, whenever this runs.
    const now = new Date()
    const date = (day: number, months = 2) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day))
    const iso = (day: number) => date(day).toISOString().slice(0, 10)
    const month = (months: number) =>
      new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(date(12, months))
    const schedule = { at: { date: iso(12), time: '12:00' }, timeZone: 'UTC' }
    const content = { kind: 'text' as const, text: 'The council meets' }
    await operator.drafts.create.mutate({ handle: HANDLE, content, schedule })
    await goTo(page, `/drafts?view=month&day=${iso(11)}`)
    const grid = page.getByRole('grid', { name: month(2) })
    await grid.locator(`[data-day="${iso(11)}"]`).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.url()).toContain(iso(12))
    await page.getByRole('button', { name: /The council meets/ }).waitFor()
    const chip = grid.getByText('The council meets')
    await chip.dragTo(grid.locator(`[data-cell="${iso(14)}"]`))
    await page.getByText('It goes out on').waitFor()
    const { items } = await operator.drafts.list.query({ handle: HANDLE, scheduled: true })
    expect(items).toMatchObject([{ schedule: { date: iso(14), time: '12:00' } }])
    await page.keyboard.press('Escape')
    await grid.locator(`[data-day="${iso(14)}"]`).focus()
    await page.keyboard.press('PageDown')
    await page.getByRole('grid', { name: month(3) }).waitFor()
    await page.getByRole('link', { name: 'List', exact: true }).click()
    await page.getByText('The council meets').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/console/c/${HANDLE}/drafts`)
    await page.getByRole('link', { name: 'Month', exact: true }).click()
    await page.getByRole('grid').waitFor()
  })
})
