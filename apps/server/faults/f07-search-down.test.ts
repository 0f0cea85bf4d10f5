import { findMeilisearch, startMeilisearch } from '@carillon/api/testing'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { layCable } from './cable.ts'
import { points, record } from './report.ts'

/** How long nothing reaches the engine, milliseconds. */
const DOWN = points(3_000, 60_000)
/** Within which the index must be in step again: the longest pause between two tries, and room. */
const WITHIN = 60_000
const WHAT = `the search engine out of reach for ${DOWN / 1_000} s, under writes`

const found = await findMeilisearch(process.env)
const binary = found && 'binary' in found ? found.binary : null

let bells: Bells
let server: Serving
let engine: Awaited<ReturnType<typeof startMeilisearch>>
let cable: Awaited<ReturnType<typeof layCable>>
let cookie: string

beforeAll(async () => {
  if (!binary) return record({ fault: 'F7', what: WHAT, skipped: 'there is no meilisearch here' })
  engine = await startMeilisearch(binary)
  cable = await layCable(engine.url)
  // What a password's hash costs has to be what the server thinks that it costs.
  bells = await makeBells(undefined, { passwordCost: 2 ** 14 })
  server = await bells.start({ MEILISEARCH_URL: cable.url, MEILISEARCH_KEY: engine.key })
  const signed = await send('accounts.signIn', { email: 'owner@carillon.test', password: 'password of owner' })
  if (!signed.ok) throw new Error(await signed.text())
  cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
afterAll(async () => {
  await bells?.remove()
  cable?.close()
  await engine?.stop()
})

function send(procedure: string, input: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1:4000', cookie: cookie ?? '' }
  return fetch(`${server.url}/trpc/${procedure}`, { method: 'POST', headers, body: JSON.stringify(input) })
}

async function write(procedure: string, input: object): Promise<void> {
  const answer = await send(procedure, input)
  if (!answer.ok) throw new Error(`${procedure}: ${await answer.text()}`)
}

type Shown = { id: string; handle: string; name: string; description: string }
const shown = ({ id, handle, name, description }: Shown) => [id, handle, name, description].join(' ')

async function indexed(): Promise<string[]> {
  const ask = async <T>(path: string) =>
    (await (await fetch(engine.url + path, { headers: { authorization: `Bearer ${engine.key}` } })).json()) as {
      results: T[]
    }
  const [index] = (await ask<{ uid: string }>('/indexes')).results
  return index ? (await ask<Shown>(`/indexes/${index.uid}/documents?limit=10000`)).results.map(shown).toSorted() : []
}

async function inDatabase(): Promise<string[]> {
  const rows = await bells.look('SELECT id, handle, name, description FROM channels WHERE archived = 0 AND listed = 1')
  return rows.map((row) => shown(row as unknown as Shown)).toSorted()
}

/** Until both are the same, or so long; then what each has that the other hasn't. */
async function difference(within: number) {
  for (const end = performance.now() + within; ; await after(200)) {
    const [index, database] = [new Set(await indexed()), new Set(await inDatabase())]
    const [lost, left] = [database.difference(index).size, index.difference(database).size]
    if (lost + left === 0 || performance.now() > end) return { lost, left }
  }
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

/** Publishes, makes, renames and archives channels; how long each publication took, milliseconds. */
async function writeUntil(isEnough: (writes: number) => boolean, name: string): Promise<number[]> {
  const took: number[] = []
  for (let at = 0; !isEnough(at); at += 1) {
    const began = performance.now()
    await bells.publish(server, { kind: 'text', text: `${name} ${at}` })
    took.push(performance.now() - began)
    if (at % 10 !== 5) continue
    const handle = `${name}_${at}`
    await write('channels.create', { handle, name: `The ${name}`, category: 'music', description: `Made at ${at}` })
    await write('channels.edit', { handle: 'bells', name: `Bells, ${name} ${at}` })
    if (at % 20 === 5) await write('channels.archive', { handle, archived: true })
  }
  return took
}

test.skipIf(!binary)(WHAT, { timeout: DOWN + WITHIN + 120_000 }, async () => {
  const before = await writeUntil((writes) => writes >= 60, 'before')
  expect(await difference(WITHIN)).toEqual({ lost: 0, left: 0 })

  cable.cut()
  await write('channels.archive', { handle: 'before_15', archived: true })
  const end = performance.now() + DOWN
  const during = await writeUntil((writes) => writes >= 60 && performance.now() > end, 'during')
  const refused = await fetch(`${server.url}/trpc/directory.search?input=${encodeURIComponent('{"query":"bells"}')}`)
  const behind = await difference(0)

  cable.mend()
  const { lost, left } = await difference(WITHIN)
  const pace = `a post took ${median(during).toFixed(1)} ms meanwhile, ${median(before).toFixed(1)} ms before`
  const control = `before it was mended ${behind.lost} channels were missing and ${behind.left} too many; ${pace}`
  record({ fault: 'F7', what: WHAT, points: during.length, lost, doubled: 0, left, control })
  expect({ lost, left }).toEqual({ lost: 0, left: 0 })
  expect([refused.status, behind.lost > 0, behind.left > 0]).toEqual([503, true, true])
  // Publishing waits for the engine no moment: it would be thousands of milliseconds for each.
  expect(median(during)).toBeLessThan(Math.max(100, median(before) * 5))
})
