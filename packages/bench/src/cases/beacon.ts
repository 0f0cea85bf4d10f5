import autocannon from 'autocannon'
import { readFile } from 'node:fs/promises'
import type { Dataset } from '../dataset.ts'
import { type Program, startServer } from '../programs.ts'
import { spreadOf } from '../ratio.ts'
import { type Case, range } from './types.ts'

const CONNECTIONS = 16
const BEACONS = 8_000
const POSTS = 20
const MOST_ROUNDS = 3
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A1: what a page view of twenty posts costs beyond a request that does nothing, by the server's own processor time. */
export const beacon: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir, { CARILLON_TRUSTED_PROXIES: '127.0.0.1' })
  try {
    const body = await bodyOf(server, dataset)
    let readers = 0
    const first = async () => costOf(server, 'analytics.seen', body, (readers += BEACONS))
    const again = () => costOf(server, 'analytics.seen', body, readers)
    const nothing = () => costOf(server, 'follows.unfollow', body, readers)
    for (const warmUp of [first, again, nothing]) await warmUp()
    const taken: Record<'empty' | 'first' | 'again', number>[] = []
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
      taken.push({ empty: await nothing(), first: await first(), again: await again() })
    }
    const empty = spreadOf(taken.map((one) => one.empty))
    const figure = (what: string, costs: number[]) => ({
      id: 'A1',
      what,
      unit: 'µs' as const,
      value: spreadOf(costs.map((cost, at) => cost - taken[at]!.empty)),
      target: { at: 'most' as const, value: 50 },
      details: `${range(spreadOf(costs))} − ${range(empty)} µs of the server’s processor time a request, what is written each second with it`,
    })
    const view = `Counting a page view of ${POSTS} posts`
    return [
      figure(
        `${view}, of a reader who is new that day`,
        taken.map((one) => one.first),
      ),
      figure(
        `${view}, of one who was counted before`,
        taken.map((one) => one.again),
      ),
    ]
  } finally {
    await server.stop()
  }
}

async function bodyOf({ url }: Program, { handle }: Dataset): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ handle, limit: POSTS }))
  const answer = await fetch(`${url}/api/trpc/posts.list?input=${input}`)
  const { items } = ((await answer.json()) as { result: { data: { items: { id: string }[] } } }).result.data
  const visit = { source: 'search', language: 'fr', country: 'CO' }
  return JSON.stringify({ handle, postIds: items.map(({ id }) => id), visit })
}

/** Microseconds a request, of as many readers at addresses of their own. */
async function costOf({ url, pid }: Program, procedure: string, body: string, readers: number): Promise<number> {
  const before = await processorSeconds(pid)
  let at = readers
  const result = await autocannon({
    url: `${url}/api/trpc/${procedure}`,
    connections: CONNECTIONS,
    amount: BEACONS,
    timeout: 30,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          at += 1
          const address = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`
          const headers = { 'content-type': 'application/json', 'user-agent': BROWSER, 'x-forwarded-for': address }
          return { ...request, body, headers }
        },
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} errors`)
  return ((await processorSeconds(pid)) - before) * (1_000_000 / BEACONS)
}

/** User and system time of a process and all its threads. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
