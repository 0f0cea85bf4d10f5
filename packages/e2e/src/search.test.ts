import { findMeilisearch, startMeilisearch } from '@carillon/api/testing'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { CHROMIUM, launchBrowser } from './support/chromium.ts'
import { carillon } from './support/commands.ts'
import type { SharedInstance } from './support/global.ts'
import { OPML_FILES } from './support/paths.ts'
import { Server } from './support/server.ts'
import { sharedInstance } from './support/shared.ts'
import { visit, type Visitor } from './support/visitors.ts'

const REAL = OPML_FILES.length > 0
const found = await findMeilisearch(process.env)
if (!REAL) console.log('Skipped: searching among real broadcasters, whose outlines are not here.')
if (!found) console.log('Skipped: searching with Meilisearch, which is neither on the PATH nor at MEILISEARCH_URL.')

type Started = { url: string; operator: SharedInstance['operator']; stop: () => Promise<void> }

/** The server that the tests share has no other engine than its own. */
const ENGINES: { name: string; start: () => Promise<Started> }[] = [
  { name: 'MiniSearch', start: async () => ({ ...sharedInstance(), stop: async () => {} }) },
  ...(found ? [{ name: 'Meilisearch', start: startWithMeilisearch }] : []),
]

async function startWithMeilisearch(): Promise<Started> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carillon-search-'))
  await carillon(dataDir, 'import', ...OPML_FILES)
  const engine = found && 'binary' in found ? await startMeilisearch(found.binary) : null
  const { MEILISEARCH_URL = engine?.url, MEILISEARCH_KEY = engine?.key } = process.env
  const server = await Server.start({ dataDir, env: { MEILISEARCH_URL, MEILISEARCH_KEY } })
  const stop = async () => {
    await server.stop()
    await server.remove()
    await engine?.stop()
  }
  return { url: server.url, operator: server.operator, stop }
}

describe.skipIf(!CHROMIUM || !REAL).each(ENGINES)('among 259 real broadcasters, $name', ({ name, start }) => {
  let server: Started
  let browser: Browser
  let visitor: Visitor

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([start(), launchBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  beforeEach(async () => {
    visitor = await visit(browser, server.url)
  })
  afterEach(async () => {
    await visitor.leave()
    visitor.assertNoFaults()
  })

  test.each([
    ['fohla', /^Folha de S\.Paulo/],
    ['комерсант', /Коммерсантъ/],
    ['朝日', /^朝日新聞/],
    ['تابناک', /^تابناک/],
  ])('finds for %s the channel that is meant, first', async (typed, channel) => {
    const { page } = visitor
    await page.goto('/')
    await page.getByRole('searchbox').pressSequentially(typed)
    await page
      .getByRole('status')
      .filter({ hasText: `“${typed}”` })
      .waitFor()
    const first = page.getByRole('region', { name: 'Results' }).getByRole('link').first()
    expect(await first.innerText()).toMatch(channel)
  })

  test('is what searches', async () => {
    const operator = await signInByApi(server.url, server.operator)
    expect((await operator.instance.status.query()).search).toBe(name.toLowerCase())
  })
})
