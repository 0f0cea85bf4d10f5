import { createKeyFor } from '@carillon/api/commands'
import { openDatabase } from '@carillon/api'
import { openTestInstance } from '@carillon/api/testing'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Listener } from './testing/listener.ts'
import { freePort, type Program, run } from './testing/process.ts'

let folder: string
let dataDir: string
let key: string
let port: number
let url: string
let server: Program
const listeners: Listener[] = []

const PATH = `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify({ handle: 'bells' }))}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-live-'))
  dataDir = join(folder, 'data')
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  const instance = await openTestInstance()
  instance.clock.now = Date.now() - 60_000
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
  await start()
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = run('testing/bare-server.ts', [String(port)], {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '1000',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  })
  await server.says(/listening on (\d+)/)
}

async function publish(text: string, variants?: { language: string; text: string }[]): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ handle: 'bells', content: { kind: 'text', text, ...(variants && { variants }) } })
  const answer = await fetch(`${url}/api/trpc/posts.publish`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
}

function listen(options: Partial<ConstructorParameters<typeof Listener>[0]> = {}): Listener {
  const listener = new Listener({ url, path: PATH, ...options })
  listeners.push(listener)
  return listener
}
const all = (these: Listener[], holds: (listener: Listener) => boolean) =>
  Promise.all(these.map((one) => one.until(holds)))
const known = ({ lastEventId }: Listener) => lastEventId !== undefined

test(
  'F6: a thousand connections cut at random bytes, across a kill and a stop, get every event once and in order',
  { timeout: 60_000 },
  async () => {
    const random = (most: number) => () => 1 + Math.floor(Math.random() * most)
    const cut = Array.from({ length: 1_000 }, () => listen({ cutAfter: random(4_000) }))
    const steady = Array.from({ length: 10 }, () => listen())
    await all([...cut, ...steady], known)
    const posts = Array.from({ length: 24 }, (_, at) => `Post ${at} ${'Ding '.repeat(at * 7)}`.trim())
    for (const [at, post] of posts.entries()) {
      if (at === 8) {
        server.child.kill('SIGKILL')
        await server.ended
        await start()
      }
      if (at === 16) {
        server.child.kill('SIGTERM')
        expect(await server.ended).toBe(0)
        await start()
      }
      await publish(post)
    }
    const wanted = posts.map((post) => `published ${post.slice(0, 40)}`)
    await all([...cut, ...steady], ({ events }) => events.at(-1) === wanted.at(-1))
    for (const { events } of [...cut, ...steady]) expect(events).toEqual(wanted)
    // The controls: most were cut in the middle, and those that weren't came back but after a restart, or after both.
    expect(cut.filter(({ connections }) => connections > 3).length).toBeGreaterThan(500)
    for (const { connections, dropped } of steady) {
      expect([2, 3]).toContain(connections)
      expect(dropped).toBe(connections - 1)
    }
  },
)

test('an id that is too old is told so, and goes on from there', async () => {
  const fresh = listen()
  await fresh.until(known)
  server.child.kill('SIGKILL')
  await server.ended
  const db = await openDatabase(join(dataDir, 'carillon.db'))
  await db.transaction(async (tx) => db.run(tx, 'DELETE FROM outbox', []))
  await db.close()
  await start()
  const old = listen({ lastEventId: '2' })
  await old.until(({ events }) => events.length > 0)
  await publish('After')
  await all([fresh, old], ({ events }) => events.at(-1) === 'published After')
  expect(old.events).toEqual(['reset', 'published After'])
  expect(fresh.events).toEqual(['published After'])
})

test('F9: those who read nothing are let go, cost nothing, and lose nothing', { timeout: 60_000 }, async () => {
  const healthy = Array.from({ length: 90 }, () => listen())
  const stalled = Array.from({ length: 10 }, () => listen())
  await all([...healthy, ...stalled], known)
  await publish('First')
  await all(stalled, ({ events }) => events.length === 1)
  for (const one of stalled) one.stall()
  const before = await residentMegabytes()
  const languages = ['fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'sv', 'da', 'fi']
  const long = (at: number) => `Post ${at} ${'鐘'.repeat(4_000)}`
  const wanted = ['published First']
  for (let at = 0; at < 45; at += 1) {
    await publish(
      long(at),
      languages.map((language) => ({ language, text: long(at) })),
    )
    wanted.push(`published ${long(at).slice(0, 40)}`)
  }
  await all(healthy, ({ events }) => events.length === wanted.length)
  expect(healthy.map(({ dropped }) => dropped)).toEqual(healthy.map(() => 0))
  expect(await residentMegabytes()).toBeLessThan(before + 100)
  for (const one of stalled) one.resume()
  await all(stalled, ({ events }) => events.length >= wanted.length)
  for (const { events } of [...healthy, ...stalled]) expect(events).toEqual(wanted)
  expect(stalled.map(({ dropped }) => dropped)).toEqual(stalled.map(() => 1))
})

test('they carry the headers that everything does, and are refused with a status', async () => {
  const leaving = new AbortController()
  const ask = (input: object, headers: Record<string, string> = {}) => {
    const path = `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify(input))}`
    return fetch(url + path, { headers, signal: leaving.signal })
  }
  const [page, live] = [await fetch(`${url}/healthz`), await ask({ handle: 'bells' })]
  expect(live.status).toBe(200)
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options']) {
    expect([name, live.headers.get(name)]).toEqual([name, page.headers.get(name)])
    expect(live.headers.get(name)).not.toBeNull()
  }
  expect(live.headers.get('content-type')).toContain('text/event-stream')
  expect(live.headers.get('cache-control')).toBe('no-cache, no-transform')
  leaving.abort()
  const refusals = [
    [{ handle: 'no_bells' }, {}, 404, 'channels.not_found'],
    [{ handle: 'bells' }, { authorization: 'Bearer carillon_0' }, 401, 'keys.invalid'],
    [{ handle: 7 }, {}, 400, 'input.invalid'],
  ] as const
  for (const [input, headers, status, code] of refusals) {
    const path = `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify(input))}`
    const refused = await fetch(url + path, { headers })
    expect([refused.status, await refused.text()]).toEqual([status, expect.stringContaining(code)])
  }
})

/** Of the server, as the system counts it. */
async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024)
}
