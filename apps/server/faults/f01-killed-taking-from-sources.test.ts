import { createOutside } from '@carillon/api'
import { openTestInstance } from '@carillon/api/testing'
import type { PostPage } from '@carillon/contract'
import { createClient } from '@libsql/client'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

const ITEMS = Array.from({ length: 20 }, (_, at) => `Item ${20 - at}`)

let folder: string
let feed: http.Server
let items: string[] = []
let running: Program | null = null

const address = () => `127.0.0.1:${(feed.address() as AddressInfo).port}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-feed-'))
  feed = http.createServer((_, response) => {
    const all = items.map((title) => `<item><guid>${title}</guid><title>${title}</title></item>`)
    response.end(`<rss version="2.0"><channel><title>Tower</title>${all.join('')}</channel></rss>`)
  })
  feed.listen(0, '127.0.0.1')
  await once(feed, 'listening')
  const outside = createOutside({ allowed: [address()], agent: 'Carillon test' })
  const instance = await openTestInstance({ outside })
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  await instance.as(owner).sources.add({ handle: 'bells', url: `http://${address()}/`, publishes: true })
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, join(folder, 'data'), { recursive: true })
  await instance.close()
  outside.close()
})
afterAll(async () => {
  await kill()
  feed.closeAllConnections()
  feed.close()
  await rm(folder, { recursive: true, force: true })
})

function start(): Program {
  const env = {
    CARILLON_DATA: join(folder, 'data'),
    CARILLON_OUTSIDE_ALLOWED: address(),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  running = run('testing/bare-server.ts', [], env)
  return running
}

async function kill(): Promise<void> {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = null
}

test('killed while it takes items of a feed, a server makes a post of each exactly once', async () => {
  items = ITEMS
  const found: number[] = []
  for (const wanted of [1, 8, 15]) {
    await takeItems(wanted)
    await kill()
    found.push(await countPosts())
  }
  const titles = await takeItems(ITEMS.length)
  const amid = found.filter((count) => count < ITEMS.length).length
  record({
    fault: 'F1',
    what: 'killed while it takes items of a feed',
    points: found.length,
    lost: ITEMS.filter((item) => !titles.includes(item)).length,
    doubled: titles.length - new Set(titles).size,
    left: 0,
    control: `${amid} kills half-way`,
  })
  expect(amid).toBeGreaterThan(0)
  expect(titles.toSorted()).toEqual(ITEMS.toSorted())
}, 120_000)

/** Starts the server, and waits until it has made so many posts. */
async function takeItems(count: number): Promise<string[]> {
  const [, port] = await start().says(/listening on (\d+)/)
  for (;;) {
    const titles = await titlesAt(port!)
    if (titles.length >= count) return titles
  }
}

async function countPosts(): Promise<number> {
  const db = createClient({ url: `file:${join(folder, 'data', 'carillon.db')}` })
  const { rows } = await db.execute('SELECT count(*) AS count FROM posts')
  db.close()
  return Number(rows[0]!['count'])
}

async function titlesAt(port: string): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ handle: 'bells', limit: 50 }))
  const answer = await fetch(`http://127.0.0.1:${port}/api/trpc/posts.list?input=${input}`)
  const { result } = (await answer.json()) as { result: { data: PostPage } }
  return result.data.items.map(({ content }) => (content.kind === 'text' ? content.text.replaceAll('*', '') : ''))
}
