import { openDatabase } from '@carillon/api'
import { devices, followers, follows, pushTargets } from '@carillon/api/bench'
import { createECDH, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Dataset } from '../dataset.ts'
import { type Program, startPushService, startServer } from '../programs.ts'
import { type Spread, spreadOf } from '../ratio.ts'
import { type Case, range, round } from './types.ts'

const BROWSERS = 5_000
/** Milliseconds between reads, and how long they are looked at while nothing is sent. */
const READ_EVERY = 20
const IDLE = 3_000

/** Notifications: a post for thousands of browsers, encrypted for each and taken by a push service on this machine. */
export const push: Case = async (dataset, rounds) => {
  const service = await startPushService()
  await fillWithBrowsers(dataset, service.url)
  const server = await startServer(dataset.dataDir, { CARILLON_OUTSIDE_ALLOWED: new URL(service.url).host })
  try {
    const taken: { perSecond: number; idle: number; sending: number }[] = []
    for (let at = 0; at <= Math.min(rounds, 3); at += 1) taken.push(await measure(dataset, server, service))
    const counted = taken.slice(1)
    const of = (figure: (one: (typeof taken)[0]) => number): Spread => spreadOf(counted.map(figure))
    const [idle, sending] = [of((one) => one.idle), of((one) => one.sending)]
    return [
      {
        id: 'push',
        what: `Notifications a second to ${BROWSERS.toLocaleString('en')} browsers, from publishing to the last`,
        value: of((one) => one.perSecond),
        target: { at: 'least', value: 1_000 },
        unit: 'a second',
        details: 'a post of a channel, encrypted for each; the push service and the reader on the same machine',
      },
      {
        id: 'push',
        what: 'Reads meanwhile, p99 ÷ p99 of reads while nothing is sent',
        value: of((one) => one.sending / one.idle),
        target: { at: 'most', value: 2 },
        unit: 'ratio',
        details: `${round(sending.median)} µs (${range(sending)}) to ${round(idle.median)} µs (${range(idle)})`,
      },
    ]
  } finally {
    await server.stop()
    await service.stop()
    await forgetBrowsers(dataset)
  }
}

async function measure({ handle, apiKey }: Dataset, server: Program, service: Program) {
  const taken = async () => Number(await (await fetch(service.url)).text())
  const idle = await readUntil(server.url, handle, () => setTimeout(IDLE))
  const before = await taken()
  let took = 0
  const sending = await readUntil(server.url, handle, async () => {
    const began = performance.now()
    await publish(server.url, handle, apiKey)
    while ((await taken()) < before + BROWSERS) await setTimeout(20)
    took = performance.now() - began
  })
  return { perSecond: (BROWSERS / took) * 1_000, idle, sending }
}

/** The slowest but one in a hundred of reads at a steady pace, microseconds, for as long as that lasts. */
async function readUntil(url: string, handle: string, lasts: () => Promise<unknown>): Promise<number> {
  const reads: Promise<number>[] = []
  const timer = setInterval(() => reads.push(readOnce(url, handle, (reads.length % 20) + 1)), READ_EVERY)
  await lasts()
  clearInterval(timer)
  const times = (await Promise.all(reads)).toSorted((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)]! * 1_000
}

async function readOnce(url: string, handle: string, limit: number): Promise<number> {
  const began = performance.now()
  const answer = await fetch(
    `${url}/api/trpc/posts.list?input=${encodeURIComponent(JSON.stringify({ handle, limit }))}`,
  )
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`a read was answered ${answer.status}`)
  return performance.now() - began
}

async function publish(url: string, handle: string, apiKey: string): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ handle, content: { kind: 'text', text: 'A post that is told of' } })
  const answer = await fetch(`${url}/api/trpc/posts.publish`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`publishing was answered ${answer.status}`)
}

async function fillWithBrowsers({ dataDir, handle }: Dataset, service: string): Promise<void> {
  await forgetBrowsers({ dataDir })
  const database = await openDatabase(join(dataDir, 'carillon.db'))
  const channelId = database.rows('SELECT id FROM channels WHERE handle = ?', [handle])[0]![0] as string
  const pair = createECDH('prime256v1')
  const now = Date.now() - 1_000
  await database.transaction(async (tx) => {
    for (let at = 0; at < BROWSERS; at += 1) {
      const [followerId, deviceId] = [`flw_bench${at}`, `dev_bench${at}`]
      await tx.insert(followers).values({ id: followerId, createdAt: now })
      await tx.insert(devices).values({ id: deviceId, followerId, tokenHash: `bench ${at}`, createdAt: now })
      await tx.insert(follows).values({ followerId, channelId, followedAt: now, readAt: now })
      const keys = { p256dh: pair.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') }
      const target = { id: `psh_bench${at}`, deviceId, endpoint: `${service}/${at}`, locale: 'en', createdAt: now }
      await tx.insert(pushTargets).values({ ...target, ...keys })
    }
  })
  await database.close()
}

async function forgetBrowsers({ dataDir }: Pick<Dataset, 'dataDir'>): Promise<void> {
  const database = await openDatabase(join(dataDir, 'carillon.db'))
  await database.transaction(async (tx) => database.run(tx, "DELETE FROM followers WHERE id LIKE 'flw_bench%'", []))
  await database.close()
}
