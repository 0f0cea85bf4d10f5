import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { type Dataset, SIZE } from '../dataset.ts'
import { addExpiring, countExpiring, endPosts, forgetExpiring } from '../expiring.ts'
import { type Program, startServer } from '../programs.ts'
import { spreadOf } from '../ratio.ts'
import { type Case, range, round } from './types.ts'

const POSTS = 100_000
/** They end in as many portions, with a time between them in which nothing is erased. */
const PORTIONS = 5
const IDLE = 8_000
/** Milliseconds between reads. */
const READ_EVERY = 10

/** B10: erasing posts with media, votes and reactions, as each night: how long it takes, and what readers feel of it. */
export const expiry: Case = async (dataset) => {
  addExpiring(dataset.dataDir, POSTS)
  const began = Date.now()
  const server = await startServer(dataset.dataDir)
  try {
    await siteBuiltAfter(began, dataset.dataDir)
    const taken: { idle: number; busy: number; seconds: number }[] = []
    for (let portion = 0; portion < PORTIONS; portion += 1) taken.push(await measure(dataset, server))
    const left = countExpiring(dataset.dataDir)
    if (left > 0) throw new Error(`${left} posts are left`)
    const [busy, idle] = [spreadOf(taken.map((one) => one.busy)), spreadOf(taken.map((one) => one.idle))]
    const seconds = taken.reduce((sum, one) => sum + one.seconds, 0)
    return [
      {
        id: 'B10',
        what: 'Reads, p99, while posts with media, votes and reactions are erased ÷ idle',
        unit: 'ratio',
        value: spreadOf(taken.map((one) => one.busy / one.idle)),
        target: { at: 'most', value: 2 },
        details: `${round(busy.median)} (${range(busy)}) ÷ ${round(idle.median)} (${range(idle)}) µs, channels at random`,
      },
      {
        id: 'B10',
        what: `${round(POSTS)} such posts erased while they are read, with three objects each`,
        unit: 's',
        value: { median: seconds, min: seconds, max: seconds },
        target: { at: 'most', value: 180 },
        details: `in ${PORTIONS} portions, once; the readers and the server on the same cores`,
      },
    ]
  } finally {
    await server.stop()
    forgetExpiring(dataset.dataDir)
  }
}

/** At each start the site is built anew, beside which nothing is idle. */
async function siteBuiltAfter(instant: number, dataDir: string): Promise<void> {
  const builtAt = async () => (await stat(join(dataDir, 'site', 'current.json'))).mtimeMs
  while ((await builtAt()) < instant) await pause(500)
}

async function measure({ dataDir }: Dataset, { url }: Program) {
  const idle = await readUntil(url, () => pause(IDLE))
  endPosts(dataDir, POSTS / PORTIONS)
  let seconds = 0
  const busy = await readUntil(url, async () => {
    const began = performance.now()
    await erase(dataDir)
    seconds = (performance.now() - began) / 1000
  })
  return { idle, busy, seconds }
}

/** As the command line tells the server, without a process that starts beside it. */
async function erase(dataDir: string): Promise<void> {
  const req = request({ socketPath: join(dataDir, 'carillon.sock'), method: 'POST' })
  req.end(`${JSON.stringify({ args: ['expire'], input: '' })}\n`)
  const [answer] = (await once(req, 'response')) as [NodeJS.ReadableStream]
  const said = await text(answer)
  if (!said.includes(`Erased ${POSTS / PORTIONS} posts`)) throw new Error(said)
}

/** The slowest but one in a hundred of reads at a steady pace, microseconds, for as long as that lasts. */
async function readUntil(url: string, lasts: () => Promise<unknown>): Promise<number> {
  const reads: Promise<number>[] = []
  const timer = setInterval(
    () => reads.push(readOnce(url, `channel_${(reads.length * 7) % SIZE.channels}`)),
    READ_EVERY,
  )
  await lasts()
  clearInterval(timer)
  const times = (await Promise.all(reads)).toSorted((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)]! * 1_000
}

async function readOnce(url: string, handle: string): Promise<number> {
  const began = performance.now()
  const input = encodeURIComponent(JSON.stringify({ handle }))
  // A connection of its own: one that was kept may be closed by the other side just then.
  const req = request(`${url}/api/trpc/posts.list?input=${input}`, { agent: false }).end()
  const [answer] = (await once(req, 'response')) as [IncomingMessage]
  await text(answer)
  if (answer.statusCode !== 200) throw new Error(`a read was answered ${answer.statusCode}`)
  return performance.now() - began
}
