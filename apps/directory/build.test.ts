import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const HOSTILE = '</script><img src=x onerror=alert(1)>'
/** Bytes. Where posts are read, those of eight kinds are drawn, voted in and played, and kept as they are, live. */
const BUDGETS = {
  'index.html': 40_000,
  'search/index.html': 40_000,
  'c/index.html': 53_000,
  'updates/index.html': 53_000,
  'you/index.html': 42_000,
  'join/index.html': 42_000,
}

let folder: string
let out: string
let server: Server
let before: string[]

const entry = (handle: string, part = {}) => ({
  id: `chn_${handle.replaceAll('_', '0').padStart(26, '0')}`,
  handle,
  name: handle,
  description: '',
  avatar: null,
  category: 'news',
  country: 'CO',
  language: 'es',
  verified: false,
  claimed: true,
  followers: 1,
  lastPostAt: null,
  createdAt: 0,
  activity: 1,
  ...part,
})
const many = Array.from({ length: 61 }, (_, index) => entry(`handle_${index}`))
const ANSWERS: Record<string, unknown> = {
  'instance.get': { name: 'Carillon', creation: 'invited', retentionDays: 30, empty: false },
  'directory.list': { items: [...many, entry('hostile', { name: HOSTILE, category: 'humour' })], nextCursor: null },
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-directory-'))
  out = join(folder, 'out')
  server = createServer((request, response) => {
    const data = ANSWERS[request.url!.replace('/api/trpc/', '').split('?')[0]!]
    response
      .writeHead(data ? 200 : 404, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ result: { data } }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  before = await sources()
  await build(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, out)
}, 120_000)

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

function build(api: string, to: string) {
  const places = ['--work', join(folder, 'work'), '--out', to]
  const args = ['build.ts', '--api', api, '--origin', 'https://channels.example', ...places]
  return run(process.execPath, args, { cwd: import.meta.dirname, env: { ASTRO_TELEMETRY_DISABLED: '1' } })
}

const read = (page: string) => readFile(join(out, page), 'utf8')

test('every page is there in every language, and long lists go on', async () => {
  for (const prefix of ['', 'fr/', 'es/']) {
    for (const page of [
      '',
      'search/',
      'updates/',
      'you/',
      'join/',
      'promise/',
      'c/',
      'category/news/',
      'category/news/2/',
      'country/CO/',
    ]) {
      expect(await read(`${prefix}${page}index.html`)).toContain(`<html lang="${prefix.slice(0, 2) || 'en'}"`)
    }
  }
})

test('nothing in a page asks for more than the policy allows', async () => {
  const forbidden =
    /<style|<[a-z][^<>]*\s(style|on\w+)=|javascript:|<script(?! type="(module|application\/json)")[^>]*>/i
  const inline = /<script type="module"(?![^>]* src="\/_astro\/)/
  expect(await pagesWith((html) => forbidden.test(html) || inline.test(html))).toEqual([])
})

test('pages that need no script have none, and those with search have one', async () => {
  const scripted = (await pagesWith((html) => html.includes('<script'))).filter((page) => !/^(fr|es)\//.test(page))
  expect(scripted).toEqual([
    'c/index.html',
    'index.html',
    'join/index.html',
    'search/index.html',
    'updates/index.html',
    'you/index.html',
  ])
})

async function pagesWith(what: (html: string) => boolean): Promise<string[]> {
  const pages = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.html')).sort()
  const found = await Promise.all(pages.map(async (page) => what(await read(page))))
  return pages.filter((_, index) => found[index])
}

test('what a channel is called is text', async () => {
  const html = await read('category/humour/index.html')
  expect(html.includes('&lt;/script>&lt;img src=x')).toBe(true)
  expect(html.includes('<img src=x')).toBe(false)
})

test.each(Object.entries(BUDGETS))('the scripts of %s stay within their budget, compressed', async (page, budget) => {
  const first = [...(await read(page)).matchAll(/src="\/_astro\/([^"]+\.js)"/g)].map((match) => match[1]!)
  const sizes = await Promise.all([...(await reached(first))].map(async (name) => gzipSync(await script(name)).length))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  expect(total).toBeGreaterThan(5_000)
  expect(total).toBeLessThan(budget)
})

const script = (name: string) => readFile(join(out, '_astro', name), 'utf8')

/** What a reader of the English page loads: all that is imported, and its words; not what waits for a press. */
async function reached(from: string[]): Promise<Set<string>> {
  const seen = new Set<string>()
  const waiting = [...from]
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const text = await script(name)
    const imported = [...text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)]
    const words = [...text.matchAll(/import\(["'`]\.\/(en\.[\w.-]+\.js)["'`]\)/g)]
    waiting.push(...[...imported, ...words].map((match) => match[1]!))
  }
  return seen
}

test('the service worker saves files of this build, among them the page for being offline in every language', async () => {
  const { files } = JSON.parse(/^self\.site=(.+);\n/.exec(await read('sw.js'))![1]!) as { files: string[] }
  expect(files).toEqual(expect.arrayContaining(['/offline', '/fr/offline', '/es/offline', '/updates']))
  for (const file of files) await access(join(out, file.includes('.') ? file : `${file}/index.html`))
})

test('a build that cannot read the channels fails and leaves nothing', async () => {
  const nowhere = join(folder, 'nowhere')
  await expect(build('http://127.0.0.1:9', nowhere)).rejects.toThrow()
  await expect(access(nowhere)).rejects.toThrow()
})

test('the sources stay as they were', async () => {
  expect(await sources()).toEqual(before)
})

async function sources(): Promise<string[]> {
  return (await readdir(import.meta.dirname, { recursive: true }))
    .filter((name) => !name.startsWith('node_modules/'))
    .sort()
}
