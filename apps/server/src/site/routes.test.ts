import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { Channel } from '@carillon/contract'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { indexFiles } from './files.ts'
import { siteRoutes } from './routes.ts'

const SHELL =
  '<html><!--channel-head--><!--/channel-head--><script type="application/json" id="channel-data"></script><!--channel-profile--><!--/channel-profile--></html>'
const PAGES: Record<string, string> = {
  'index.html': 'front page',
  'updates/index.html': 'updates',
  '404.html': 'nothing here',
  '410/index.html': 'gone',
  'fr/404/index.html': 'rien ici',
  'fr/index.html': 'accueil',
  'c/index.html': SHELL,
  'fr/c/index.html': SHELL,
  '_astro/Base.BV5bJhKF.css': 'body{}',
}
const CHANNEL = {
  handle: 'delta',
  name: 'Delta',
  description: '',
  category: 'news',
  access: 'open',
  listed: true,
  claimed: true,
  createdAt: 0,
  followers: 1,
} as Channel

const LIVE = 'pst_00000000000000000000000001'
const EXPIRED = 'pst_00000000000000000000000002'
const UNKNOWN = 'pst_00000000000000000000000003'
const POSTS: Record<string, 'live' | 'expired'> = { [LIVE]: 'live', [EXPIRED]: 'expired' }

let folder: string
let app: Hono

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-site-'))
  const site = join(folder, 'site')
  const written = { ...PAGES, '_astro/Base.BV5bJhKF.css.br': '' }
  for (const [name, text] of Object.entries(written)) {
    await mkdir(dirname(join(site, name)), { recursive: true })
    await writeFile(join(site, name), name.endsWith('.br') ? brotliCompressSync('body{}') : text)
  }
  await writeFile(join(folder, 'secret.txt'), 'secret')
  const files = await indexFiles(site)
  app = siteRoutes({
    site: () => files,
    console: () => files,
    origin: 'https://channels.example',
    getChannel: async (handle, _, postId) => {
      const post = postId === undefined ? null : (POSTS[postId] ?? 'missing')
      if (handle === 'delta') return { status: 'ok', channel: CHANNEL, post }
      if (handle === 'invited') return { status: 'ok', channel: { ...CHANNEL, access: 'invite' }, post: null }
      if (handle === 'old_delta') return { status: 'moved', handle: 'delta' }
      return handle === 'taken_down' ? { status: 'gone' } : { status: 'missing' }
    },
  })
})
afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(new Request(`http://localhost${path}`, { headers }))

test('pages are found with and without a slash at the end', async () => {
  for (const path of ['/updates', '/updates/']) expect(await (await get(path)).text()).toBe('updates')
  expect(await (await get('/fr/')).text()).toBe('accueil')
  expect((await get('/')).headers.get('Cache-Control')).toBe('no-cache')
})

test('what has a hash in its name may be kept for ever, compressed as the client takes it', async () => {
  const answer = await get('/_astro/Base.BV5bJhKF.css', { 'Accept-Encoding': 'gzip, br;q=0.9' })
  expect(answer.headers.get('Cache-Control')).toContain('immutable')
  expect(answer.headers.get('Content-Encoding')).toBe('br')
  expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe('body{}')
  const plain = await get('/_astro/Base.BV5bJhKF.css', { 'Accept-Encoding': 'br;q=0' })
  expect(await plain.text()).toBe('body{}')
})

test('a page that the client has is not sent again', async () => {
  const first = await get('/updates')
  const etag = first.headers.get('ETag')!
  expect((await get('/updates', { 'If-None-Match': etag })).status).toBe(304)
  expect((await get('/updates', { 'If-Modified-Since': first.headers.get('Last-Modified')! })).status).toBe(304)
  expect((await get('/updates', { 'If-None-Match': 'W/"other"' })).status).toBe(200)
  const channel = (await get('/c/delta')).headers.get('ETag')!
  expect((await get('/c/delta', { 'If-None-Match': channel })).status).toBe(304)
})

test('an address that leads nowhere helps in its language', async () => {
  const english = await get('/nowhere')
  expect([english.status, await english.text()]).toEqual([404, 'nothing here'])
  const french = await get('/fr/nowhere')
  expect([french.status, await french.text()]).toEqual([404, 'rien ici'])
  expect((await get('/404')).status).toBe(404)
  expect((await get('/c')).status).toBe(404)
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/_astro/..%2f..%2fsecret.txt',
  '/_astro/%252e%252e%252fsecret.txt',
  '//secret.txt',
  '/secret.txt%00.html',
  '/updates%00',
  '/%',
  '/c/..%2fsecret.txt',
  '/c/%00',
  '/console/..%2f..%2fsecret.txt',
])('%s leads nowhere', async (path) => {
  const answer = await get(path)
  expect([400, 404]).toContain(answer.status)
  expect(await answer.text()).not.toContain('secret')
})

test('the page of a channel is filled for whoever asks', async () => {
  const answer = await get('/c/delta')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('<title>Delta (@delta)</title>')
  expect(await (await get('/fr/c/delta')).text()).toContain('canonical" href="https://channels.example/fr/c/delta"')
})

test('the page of a channel by invitation is in no shared cache', async () => {
  expect((await get('/c/invited')).headers.get('Cache-Control')).toBe('private, no-store')
  expect((await get('/c/delta')).headers.get('Cache-Control')).toBe('no-cache')
})

test('a link to one post opens its channel, for whoever may read it, and is left alone by search engines', async () => {
  const answer = await get(`/fr/c/delta/${LIVE}`)
  const page = await answer.text()
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-cache'])
  expect(page).toContain('<title>Delta (@delta)</title>')
  expect(page).toContain(`og:url" content="https://channels.example/fr/c/delta/${LIVE}"`)
  expect(page).toContain('<meta name="robots" content="noindex">')
  expect(page).not.toContain('canonical')
  expect((await get(`/c/invited/${LIVE}`)).headers.get('Cache-Control')).toBe('private, no-store')
})

test('the link to a post that has expired, or never was, says so in its status and still shows the channel', async () => {
  for (const [id, status] of [
    [EXPIRED, 410],
    [UNKNOWN, 404],
  ] as const) {
    const answer = await get(`/c/delta/${id}`)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain('<title>Delta (@delta)</title>')
    const again = await get(`/c/delta/${id}`, { 'If-None-Match': answer.headers.get('ETag')! })
    expect(again.status).toBe(status)
  }
  expect((await get(`/c/taken_down/${LIVE}`)).status).toBe(410)
  expect((await get(`/c/never_was/${LIVE}`)).status).toBe(404)
})

test('a link to a post follows its channel to another handle, and to no other place', async () => {
  const moved = await get(`/es/c/old_delta/${LIVE}?q=x`)
  expect([moved.status, moved.headers.get('Location')]).toEqual([301, `/es/c/delta/${LIVE}?q=x`])
  expect((await get(`/c/@Delta/${LIVE}`)).headers.get('Location')).toBe(`/c/delta/${LIVE}`)
  for (const path of ['pst_1', `${LIVE}/more`, `%2f%2fevil.example`, `..%2f..%2fsecret.txt`, `${LIVE.toUpperCase()}`]) {
    expect((await get(`/c/delta/${path}`)).status).toBe(404)
  }
})

test('a handle that was given up leads to the new one, with its query', async () => {
  const answer = await get('/fr/c/old_delta?invite=abc')
  expect([answer.status, answer.headers.get('Location')]).toEqual([301, '/fr/c/delta?invite=abc'])
  expect((await get('/c/@Delta')).headers.get('Location')).toBe('/c/delta')
})

test('a channel that is gone is gone, and one that never was is not found', async () => {
  const gone = await get('/c/taken_down')
  expect([gone.status, await gone.text()]).toEqual([410, 'gone'])
  expect((await get('/c/never_was')).status).toBe(404)
  expect((await get('/c/no.handle')).status).toBe(404)
})

test('the console finds its own way, but a missing asset is missing', async () => {
  expect(await (await get('/console/channels/delta')).text()).toBe('front page')
  expect((await get('/console/assets/nothing.js')).status).toBe(404)
})

test('before the first build a page says so and tries again', async () => {
  const early = siteRoutes({
    site: () => null,
    console: () => null,
    origin: '',
    getChannel: async () => ({ status: 'missing' }),
  })
  const answer = await early.request('/fr/updates')
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '3'])
  expect(await answer.text()).toContain('Un instant')
})
