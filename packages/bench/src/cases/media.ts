import { photographed } from '@carillon/api/bench'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Dataset } from '../dataset.ts'
import { type Program, startServer } from '../programs.ts'
import { spreadOf, timeEach } from '../ratio.ts'
import { type Case, type Figure, range, round } from './types.ts'

const MEGAPIXELS = 12
const AT_ONCE = 10
const READS = 400
const UPLOAD = 100 * 1024 * 1024
const STEP = 8 * 1024 * 1024
const MIB = 1024 * 1024

/** B13: what files cost: how soon a photo is there, what others feel of it, and what an upload takes in memory. */
export const mediaFiles: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir)
  try {
    const photo = await photographed(MEGAPIXELS)
    const send = () => sendPhoto(server, dataset, photo)
    await send()
    return [
      await alone(send, rounds),
      await beside(server, dataset, send, rounds),
      await grown(server, dataset, rounds),
    ]
  } finally {
    await server.stop()
  }
}

async function alone(send: () => Promise<void>, rounds: number): Promise<Figure> {
  const value = spreadOf(await timeEach(rounds, send))
  const what = `A photo of ${MEGAPIXELS} megapixels, sent and ready in all widths`
  return {
    id: 'B13',
    what,
    unit: 'ms',
    value,
    target: { at: 'most', value: 1_500 },
    details: 'one at a time, over HTTP',
  }
}

async function beside(server: Program, dataset: Dataset, send: () => Promise<void>, rounds: number): Promise<Figure> {
  const url = `${server.url}/api/trpc/posts.list?input=${encodeURIComponent(JSON.stringify({ handle: dataset.handle }))}`
  const read = async () => void (await (await fetch(url)).arrayBuffer())
  const p99 = async () => (await timeEach(READS, read)).toSorted((a, b) => a - b)[Math.floor(READS * 0.99)]!
  const pairs: [busy: number, idle: number][] = []
  await p99()
  for (let at = 0; at < rounds; at += 1) {
    const idle = await p99()
    const photos = Promise.all(Array.from({ length: AT_ONCE }, send))
    pairs.push([await p99(), idle])
    await photos
  }
  const [busy, idle] = [spreadOf(pairs.map(([one]) => one)), spreadOf(pairs.map(([, one]) => one))]
  return {
    id: 'B13',
    what: `Reads, p99, while ${AT_ONCE} such photos are drawn ÷ idle`,
    unit: 'ratio',
    value: spreadOf(pairs.map(([one, other]) => one / other)),
    target: { at: 'most', value: 2 },
    details: `${busy.median.toFixed(2)} ms ÷ ${idle.median.toFixed(2)} ms, of ${READS} reads each`,
  }
}

/** The most that the server held while it took a file, beyond what it held before. */
async function grown(server: Program, dataset: Dataset, rounds: number): Promise<Figure> {
  const bytes = randomBytes(STEP)
  const growths: number[] = []
  await upload(server, dataset, bytes)
  for (let at = 0; at < rounds; at += 1) {
    const before = await memoryOf(server)
    let most = before
    const watch = setInterval(async () => (most = Math.max(most, await memoryOf(server))), 20)
    await upload(server, dataset, bytes)
    clearInterval(watch)
    growths.push((most - before) / MIB)
  }
  const value = spreadOf(growths)
  const what = 'Memory that the server’s process grows by while it takes 100 MiB'
  const details = `${round(value.median)} (${range(value)}) MiB, by tus in steps of 8 MiB`
  return { id: 'B13', what, unit: 'MiB', value, target: { at: 'most', value: 20 }, details }
}

const program = ({ apiKey }: Dataset) => ({ authorization: `Bearer ${apiKey}`, 'tus-resumable': '1.0.0' })

async function sendPhoto(server: Program, dataset: Dataset, photo: Uint8Array<ArrayBuffer>): Promise<void> {
  const to = `${server.url}/api/uploads/photo?handle=${dataset.handle}`
  await expectStatus(await fetch(to, { method: 'POST', headers: program(dataset), body: photo }), 200)
}

async function upload(server: Program, dataset: Dataset, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const told = `handle ${btoa(dataset.handle)},kind ${btoa('video')}`
  const headers = { ...program(dataset), 'upload-length': String(UPLOAD), 'upload-metadata': told }
  const begun = await expectStatus(await fetch(`${server.url}/api/uploads/files`, { method: 'POST', headers }), 201)
  const url = server.url + begun.headers.get('location')!
  for (let at = 0; at < UPLOAD; at += STEP) {
    const more = { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' }
    const body = bytes.subarray(0, Math.min(STEP, UPLOAD - at))
    await expectStatus(await fetch(url, { method: 'PATCH', headers: { ...program(dataset), ...more }, body }), 204)
  }
  await expectStatus(await fetch(url, { method: 'DELETE', headers: program(dataset) }), 204)
}

async function expectStatus(answer: Response, status: number): Promise<Response> {
  const text = await answer.text()
  if (answer.status !== status) throw new Error(`${answer.url} answered ${answer.status}: ${text}`)
  return answer
}

/** Resident, in bytes; of systems that tell it. */
async function memoryOf({ pid }: Program): Promise<number> {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))!
  return Number(kilobytes) * 1024
}
