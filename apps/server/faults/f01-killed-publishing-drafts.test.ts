import { createKeyFor } from '@carillon/api/commands'
import { openTestInstance } from '@carillon/api/testing'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

/** How often the server is killed while it publishes what is due. */
const KILLS = points(4, 24)
const DRAFTS = 300

let folder: string
let dataDir: string
let key: string
let server: Program | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-schedule-'))
  dataDir = join(folder, 'data')
  const instance = await openTestInstance()
  const planned = Date.now() - 600_000
  instance.clock.now = planned - 120_000
  const owner = await instance.account('owner', { creator: true })
  const api = instance.as(owner)
  await api.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const at = { date: new Date(planned).toISOString().slice(0, 10), time: new Date(planned).toISOString().slice(11, 16) }
  for (let count = 0; count < DRAFTS; count += 1) {
    const content = { kind: 'text' as const, text: `Ding ${count}` }
    const { id, revision } = await api.drafts.create({ handle: 'bells', content })
    await api.drafts.schedule({ handle: 'bells', draftId: id, revision, at, timeZone: 'UTC' })
  }
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
}, 60_000)
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  server = run('testing/bare-server.ts', [], {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '1000',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  })
  const [, port] = await server.says(/listening on (\d+)/)
  return `http://127.0.0.1:${port}/api/trpc`
}

type Page<Item> = { items: Item[]; nextCursor: string | null }

async function all<Item>(url: string, procedure: string, more: object = {}): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined; ;) {
    const input = encodeURIComponent(JSON.stringify({ handle: 'bells', limit: 50, cursor, ...more }))
    const answer = await fetch(`${url}/${procedure}?input=${input}`, { headers: { authorization: `Bearer ${key}` } })
    const { data } = ((await answer.json()) as { result: { data: Page<Item> } }).result
    items.push(...data.items)
    if (!data.nextCursor) return items
    cursor = data.nextCursor
  }
}

test(
  `${KILLS} kills while scheduled drafts go out: each goes out once, and none is lost`,
  async () => {
    let amid = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const url = await start()
      const left = (await all<object>(url, 'drafts.list', { scheduled: true })).length
      if (left > 0 && left < DRAFTS) amid += 1
      server!.child.kill('SIGKILL')
      expect(await server!.ended).toBe('SIGKILL')
    }
    const url = await start()
    while ((await all<object>(url, 'drafts.list')).length > 0);
    const posts = await all<{ content: { text: string } }>(url, 'posts.list')
    const texts = posts.map(({ content }) => content.text).toSorted()
    expect(texts).toEqual(Array.from({ length: DRAFTS }, (_, at) => `Ding ${at}`).toSorted())
    // The control: a kill came in the middle of it.
    expect(amid).toBeGreaterThan(0)
  },
  30_000 + KILLS * 20_000,
)
