import { createOutside } from '@carillon/api'
import { createKeyFor } from '@carillon/api/commands'
import { openTestInstance } from '@carillon/api/testing'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points, record } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

/** How often the server is killed while it publishes and tells of it. */
const KILLS = points(4, 8)
/** Posts of each life of the server. */
const POSTS = 12

let folder: string
let dataDir: string
let key: string
let secret: string
let receiver: http.Server
let host: string
let server: Program | null = null

/** Every request that came, as its receiver has verified it. */
const received: { id: string; post: string }[] = []
let came = () => {}
/** The receiver answers so many more requests, and leaves the others waiting: something is always under way. */
let answers = Infinity

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-webhooks-'))
  dataDir = join(folder, 'data')
  receiver = http.createServer(async (req, res) => {
    const body = Buffer.concat(await Array.fromAsync(req as AsyncIterable<Buffer>)).toString()
    const event = new Webhook(secret).verify(body, req.headers as Record<string, string>) as { data: { post: string } }
    received.push({ id: String(req.headers['webhook-id']), post: event.data.post })
    came()
    answers -= 1
    if (answers >= 0) res.writeHead(204).end()
  })
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`

  // The secrets of webhooks are sealed under the instance's own, which lies with the keys.
  const own = new Uint8Array(32).fill(7)
  const outside = createOutside({ allowed: [host], agent: 'x' })
  const instance = await openTestInstance({ secret: own, outside })
  instance.clock.now = Date.now() - 60_000
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const wanted = { handle: 'bells', url: `http://${host}/`, events: ['post.published' as const] }
  secret = (await instance.as(owner).webhooks.create(wanted)).secret
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
  outside.close()
  await mkdir(join(dataDir, 'keys', 'instance'), { recursive: true })
  await writeFile(join(dataDir, 'keys', 'instance', 'secret'), own)
})
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  receiver.closeAllConnections()
  receiver.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  server = run('testing/bare-server.ts', [], {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '1000',
    CARILLON_OUTSIDE_ALLOWED: host,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  })
  const [, port] = await server.says(/listening on (\d+)/)
  return `http://127.0.0.1:${port}/api/trpc`
}

async function publish(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ handle: 'bells', content: { kind: 'text', text: 'Ding' } })
  const answer = await fetch(`${url}/posts.publish`, { method: 'POST', headers, body })
  return ((await answer.json()) as { result: { data: { id: string } } }).result.data.id
}

const told = (posts: string[]) => posts.every((post) => received.some((one) => one.post === post))
const until = (holds: () => boolean) =>
  new Promise<void>((resolve) => {
    came = () => holds() && resolve()
    came()
  })

test(
  `${KILLS} kills while events are told: each is told, again under the same id, and none is lost`,
  async () => {
    const posts: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      // At another place of the queue each time, in the middle of a request.
      const place = (kill % 6) * 2
      answers = place
      const before = received.length
      const url = await start()
      for (let at = 0; at < POSTS; at += 1) posts.push(await publish(url))
      await until(() => received.length > before + place)
      server!.child.kill('SIGKILL')
      expect(await server!.ended).toBe('SIGKILL')
    }
    answers = Infinity
    await start()
    await until(() => told(posts))
    const ids = new Map<string, Set<string>>()
    for (const { id, post } of received) ids.set(post, (ids.get(post) ?? new Set()).add(id))
    record({
      fault: 'F1',
      what: 'killed while it tells webhooks',
      points: KILLS,
      lost: posts.filter((post) => !ids.has(post)).length,
      doubled: [...ids.values()].filter((of) => of.size > 1).length,
      left: 0,
      control: `${received.length - posts.length} of ${posts.length} were sent again, under the id they had`,
    })
    expect([...ids.keys()].toSorted()).toEqual(posts.toSorted())
    for (const [, of] of ids) expect(of.size).toBe(1)
    // The control: what was under way at each kill came a second time.
    expect(received.length).toBeGreaterThanOrEqual(posts.length + KILLS)
  },
  30_000 + KILLS * 20_000,
)
