import { createOutside } from '@carillon/api'
import { createKeyFor, createCaller } from '@carillon/api/commands'
import { openTestInstance } from '@carillon/api/testing'
import { openPushService, type PushService, vapidPublicKey } from '@carillon/api/testing/push'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { points, record } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

/** How often the server is killed while it publishes and followers are told. */
const KILLS = points(4, 8)
const POSTS = 3
const BROWSERS = ['anna', 'ben', 'carla', 'dora', 'emil']

let folder: string
let dataDir: string
let key: string
let service: PushService
let server: Program | null = null
/** The push service answers so many more requests, and leaves the others waiting: something is always under way. */
let answers = Infinity

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-notifications-'))
  dataDir = join(folder, 'data')
  const vapid = new Uint8Array(32).fill(7)
  service = await openPushService(() => ({ publicKey: vapidPublicKey(vapid), now: Date.now() }))
  service.answer = () => ((answers -= 1) >= 0 ? { status: 201 } : 'nothing')
  const outside = createOutside({ allowed: [service.host], agent: 'x' })
  const instance = await openTestInstance({ vapid, outside })
  instance.clock.now = Date.now() - 60_000
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  for (const name of BROWSERS) {
    const ctx = instance.ctx()
    await createCaller(ctx).follows.follow({ handle: 'bells' })
    await createCaller(ctx).notifications.subscribe(service.browser(name))
  }
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
  outside.close()
  await mkdir(join(dataDir, 'keys', 'instance'), { recursive: true })
  await writeFile(join(dataDir, 'keys', 'instance', 'vapid'), vapid)
})
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  service.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  server = run('testing/bare-server.ts', [], {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '1000',
    CARILLON_OUTSIDE_ALLOWED: service.host,
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

const until = (holds: () => boolean) =>
  new Promise<void>((resolve) => {
    service.came = () => holds() && resolve()
    service.came()
  })
const toldOf = (name: string) => new Set(service.told(name).map(({ postId }) => postId))

test(
  `${KILLS} kills while followers are told: each browser is told of each post, and a second time takes the first one's place`,
  async () => {
    const posts: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      // At another place of the queue each time, in the middle of requests.
      const place = (kill * 4) % 13
      answers = place
      const before = service.requests
      const url = await start()
      for (let at = 0; at < POSTS; at += 1) posts.push(await publish(url))
      await until(() => service.requests > before + place)
      server!.child.kill('SIGKILL')
      expect(await server!.ended).toBe('SIGKILL')
    }
    answers = Infinity
    await start()
    await until(() => BROWSERS.every((name) => toldOf(name).size === posts.length))
    const wanted = posts.length * BROWSERS.length
    record({
      fault: 'F1',
      what: 'killed while it notifies followers',
      points: KILLS,
      lost: wanted - BROWSERS.reduce((sum, name) => sum + toldOf(name).size, 0),
      doubled: BROWSERS.flatMap((name) => service.told(name)).filter(({ tag, postId }) => tag !== postId).length,
      left: 0,
      control: `${service.requests - wanted} of ${wanted} sent again, to take the first one’s place`,
    })
    for (const name of BROWSERS) {
      expect([...toldOf(name)].toSorted()).toEqual(posts.toSorted())
      for (const { tag, postId } of service.told(name)) expect(tag).toBe(postId)
    }
    expect(service.faults).toEqual([])
    // The control: what was under way at each kill was sent anew.
    expect(service.requests).toBeGreaterThanOrEqual(posts.length * BROWSERS.length + KILLS)
  },
  30_000 + KILLS * 20_000,
)
