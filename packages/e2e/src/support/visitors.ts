import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Somebody at a browser of their own: fresh profile, everything that goes wrong on their pages noted. */
export type Visitor = {
  context: BrowserContext
  page: Page
  /** Throws for errors on the console, exceptions, and what the page's policy refused, but those that hold `expected`. */
  assertNoFaults: (expected?: string) => void
  leave: () => Promise<void>
}

/** Milliseconds that anything on a page may take. */
const PATIENCE = 20_000

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  })
  context.setDefaultTimeout(PATIENCE)
  let faults: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (problem) => faults.push(`${problem.page()?.url()}: ${problem.error().stack}`))
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error(`refused by the policy: ${violatedDirective} ${blockedURI} ${sample}`),
    ),
  )
  const takeFaults = () => {
    const taken = faults
    faults = []
    return taken
  }
  return {
    context,
    page: await context.newPage(),
    assertNoFaults(expected) {
      const unexpected = takeFaults().filter((fault) => !expected || !fault.includes(expected))
      if (unexpected.length > 0) throw new Error(`Faults on the page:\n${unexpected.join('\n')}`)
    },
    leave: () => context.close(),
  }
}

/** Waits until what a page shows first is there: no island or query is loading any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await comeToRest(page)
}

/** Waits until nothing on a page moves that will ever stop. */
export async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => {})),
    ),
  )
}

/** At the console's door, as somebody with an account. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/console/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/console')
}
