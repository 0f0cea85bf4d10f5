import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { scanForMarkers } from '../retention/scan.ts'
import { openStage, type Stage } from '../testing/stage.ts'
import { openOutsideServer, type OutsideServer } from '../core/outside.testing.ts'
import { item, rss } from './feed.testing.ts'
import { sources } from './table.ts'

let server: OutsideServer
let stage: Stage
/** Stands for whatever lies inside: no packet may ever reach it. */
let canary: net.Server
let caught = 0
const lines: unknown[] = []

beforeAll(async () => {
  canary = net.createServer((socket) => {
    caught += 1
    socket.destroy()
  })
  canary.listen(0, '127.0.0.1')
  await once(canary, 'listening')
  server = await openOutsideServer()
  const log = { info: (...line: unknown[]) => lines.push(line), error: (...line: unknown[]) => lines.push(line) }
  stage = await openStage({ outside: server.outside, log })
  await stage.instance.poller.start()
})
afterAll(async () => {
  await stage.instance.close()
  await server.close()
  canary.close()
})
afterEach(() => stage.core.db.transaction((tx) => tx.delete(sources)))

const admin = () => stage.instance.as(stage.accounts.admin)
const inside = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/feed`

/** Entities of entities: a billion times three letters. */
const lols = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
const BOMB = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${lols}]>`
const FILE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const withHead = (head: string, title: string) =>
  rss([item('1', `<title>${title}</title>`)]).replace('<?xml version="1.0"?>', head)

const ATTACKS: [string, string, (path: string) => void][] = [
  ['never ends', 'too_large', (path) => endless(path)],
  ['drips', 'too_slow', (path) => dripping(path)],
  ['says nothing', 'too_slow', (path) => server.listen(path, () => {})],
  ['is a bomb of gzip', 'too_large', (path) => server.serve(path, bomb(), { 'content-encoding': 'gzip' })],
  ['leads inside', 'refused', (path) => server.serve(path, '', { location: inside() }, 302)],
  ['leads inside for good', 'refused', (path) => server.serve(path, '', { location: inside() }, 301)],
  ['leads to a file', 'bad_address', (path) => server.serve(path, '', { location: 'file:///etc/passwd' }, 302)],
  ['leads round', 'too_many_redirects', (path) => server.serve(path, '', { location: path }, 302)],
  ['hangs up', 'unreachable', (path) => server.listen(path, (request) => void request.socket.destroy())],
  ['reads a file by an entity', 'not_a_feed', (path) => server.serve(path, withHead(FILE, '&x;'))],
  ['nests without end', 'not_a_feed', (path) => server.serve(path, rss(['<item>'.repeat(600_000)]))],
  ['is a page', 'not_a_feed', (path) => server.serve(path, '<!doctype html><title>Hi</title>')],
  ['is a picture', 'not_a_feed', (path) => server.serve(path, Buffer.alloc(100_000, 0x89))],
  ['is nothing', 'not_a_feed', (path) => server.serve(path, '')],
  ['is an error', 'status', (path) => server.serve(path, rss([]), {}, 500)],
]

describe.each(ATTACKS)('what %s', (_, fault, attack) => {
  test('is refused when it is added', async () => {
    attack('/attack')
    const { handle } = await stage.channel()
    const code = `sources.${fault}`
    await expect(admin().sources.add({ handle, url: server.url('/attack') })).rejects.toMatchObject({
      cause: { code, fields: { url: code } },
    })
    expect((await admin().sources.list({ handle })).items).toEqual([])
    expect(caught).toBe(0)
  })

  test('is a fault of a feed that became so, which is left alone for a while', async () => {
    server.serve('/attack', rss([]))
    const { handle } = await stage.channel()
    await admin().sources.add({ handle, url: server.url('/attack') })
    attack('/attack')
    stage.instance.clock.now += 900_000
    await stage.instance.poller.settle()
    const [source] = (await admin().sources.list({ handle })).items
    expect(source).toMatchObject({ fault, faults: 1, url: server.url('/attack') })
    expect(source!.nextAt - source!.checkedAt!).toBeGreaterThan(900_000)
    expect(caught).toBe(0)
  })
})

test.each(['http://127.0.0.1/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://169.254.169.254/latest'])(
  '%s is refused',
  async (url) => {
    const { handle } = await stage.channel()
    await expect(admin().sources.add({ handle, url })).rejects.toMatchObject({ cause: { code: 'sources.refused' } })
  },
)

test('a page that names a feed inside leads nowhere', async () => {
  server.serve('/page', `<link rel="alternate" type="application/rss+xml" href="${inside()}">`)
  const { handle } = await stage.channel()
  const add = admin().sources.add({ handle, url: server.url('/page') })
  await expect(add).rejects.toMatchObject({ cause: { code: 'sources.refused' } })
  expect(caught).toBe(0)
})

describe('an item', () => {
  async function publish(feed: string) {
    server.serve('/feed', rss([]))
    const channel = await stage.channel()
    await admin().sources.add({ handle: channel.handle, url: server.url('/feed'), publishes: true })
    server.serve('/feed', feed)
    stage.instance.clock.now += 900_000
    await stage.instance.poller.settle()
    const { items } = await stage.instance.as().posts.list({ handle: channel.handle })
    return items.map(({ content }) => (content.kind === 'text' ? content.text : content.kind))
  }

  test('with a billion laughs has none of them', async () => {
    expect(await publish(withHead(BOMB, '&l9; laughs'))).toEqual(['*&l9; laughs*\n\nhttps://tower.example/1'])
  })

  test('with a picture inside is a text', async () => {
    const posts = await publish(rss([item('1', `<title>T</title><media:content url="${inside()}" medium="image"/>`)]))
    expect(posts).toEqual(['*T*\n\nhttps://tower.example/1'])
    expect(caught).toBe(0)
  })

  test('with 50,000 attributes holds up nobody', async () => {
    const attributes = Array.from({ length: 50_000 }, (_, at) => `a${at}="x"`).join(' ')
    const publishing = publish(rss([item('1').replace('<item>', `<item ${attributes}>`)]))
    let done = false
    void publishing.finally(() => (done = true))
    let longest = 0
    for (let last = performance.now(); !done; last = performance.now()) {
      await new Promise(setImmediate)
      longest = Math.max(longest, performance.now() - last)
    }
    expect(await publishing).toEqual(['*Item 1*\n\nhttps://tower.example/1'])
    // Read by this thread, it takes seconds.
    expect(longest).toBeLessThan(1_000)
  })

  test('is in no file and no line of the log in clear', async () => {
    const marker = 'Glockenspiel-of-the-feed'
    const posts = await publish(rss([item(marker, `<title>${marker}</title><description>${marker}</description>`)]))
    expect(posts[0]).toContain(marker)
    expect(await scanForMarkers(stage.instance.dataDir, [marker])).toEqual([])
    expect(JSON.stringify(lines)).not.toContain(marker)
  })
})

function endless(path: string): void {
  server.listen(path, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).write('<rss version="2.0"><channel>')
    const one = item('1').repeat(500)
    const more = () => {
      while (!response.destroyed && response.write(one));
    }
    response.on('drain', more)
    more()
  })
}

function dripping(path: string): void {
  server.listen(path, (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('<'), 50)
    response.on('close', () => clearInterval(drip))
  })
}

function bomb(): Buffer {
  return gzipSync(Buffer.alloc(50_000_000, 0x20))
}
