import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '../dataset.ts'
import { requestsPerSecond } from '../load.ts'
import { startNchan } from '../nchan.ts'
import { type Program, startServer } from '../programs.ts'
import { compare, type Spread, spreadOf } from '../ratio.ts'
import { makeText } from '../random.ts'
import { type Case, type Figure, range, round } from './types.ts'

/** Published in a round, one after the other, each once the last has arrived everywhere. */
const POSTS = 20
/** What Ghost 6.65 took on a machine with two cores, once: its acknowledgement of a post (ms), and its memory (MiB). */
const GHOST = { publish: 60, memory: 870 }
const TEXT = makeText(() => 0.5, 400)

/** B5, and 10,000 followers: what happens reaches whoever is connected, beside nchan, which does nothing else. */
export const fanOut: Case = async (dataset, rounds) => [
  ...(await besideNchan(dataset, 5_000, rounds)),
  ...(await besideNchan(dataset, 10_000, Math.min(rounds, 3))),
]

async function besideNchan(dataset: Dataset, count: number, rounds: number): Promise<Figure[]> {
  const nchan = await startNchan()
  if (!nchan) {
    process.stderr.write('nchan is not installed (libnginx-mod-nchan): nothing to compare with.\n')
    return []
  }
  const server = await startServer(dataset.dataDir)
  const ours = await Audience.gather(server, livePath(dataset), count)
  const theirs = await Audience.gather(nchan, '/sub', count)
  const event = JSON.stringify({ type: 'published', post: await exampleOf(server, dataset) })
  const publishOurs = () => publish(server, dataset)
  const publishTheirs = () => send(`${nchan.url}/pub`, event, { 'content-type': 'application/json' })
  const [times, otherTimes]: [number[], number[]] = [[], []]
  try {
    const {
      ratio,
      ours: own,
      theirs: other,
    } = await compare(
      rounds,
      () => ours.deliveriesPerSecond(publishOurs, times),
      () => theirs.deliveriesPerSecond(publishTheirs, otherTimes),
    )
    const [last, otherLast] = [spreadOf(times), spreadOf(otherTimes)]
    const memory = await residentMegabytes(server.pid)
    const who = `${count.toLocaleString('en')} live followers`
    return [
      {
        id: 'B5',
        what: `Deliveries a second of the server’s processor time ÷ nchan’s, ${who}`,
        unit: 'ratio',
        value: ratio,
        target: { at: 'least', value: 1 },
        details: `${round(own.median)} (${range(own)}) ÷ ${round(other.median)} (${range(other)})`,
      },
      {
        id: 'B5',
        what: `A post published reaches the last of ${who} ÷ nchan’s time`,
        unit: 'ratio',
        value: { median: last.median / otherLast.median, min: last.min / otherLast.max, max: last.max / otherLast.min },
        target: { at: 'most', value: 1.2 },
        details: `${round(last.median)} (${range(last)}) ÷ ${round(otherLast.median)} (${range(otherLast)}) ms`,
      },
      {
        id: 'B5',
        what: `Memory of the server with ${who}`,
        unit: 'MiB',
        value: spreadOf([memory]),
        target: { at: 'most', value: 400 },
        details: `resident, after ${round((rounds + 1) * POSTS)} posts`,
      },
    ]
  } finally {
    ours.leave()
    theirs.leave()
    await Promise.all([server.stop(), nchan.stop()])
  }
}

/** B6 and B11: a thousand followers, against what Ghost took once. */
export const liveAndGhost: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir)
  const audience = await Audience.gather(server, livePath(dataset), 1_000)
  try {
    const times: number[] = []
    for (let at = 0; at <= rounds; at += 1) await audience.deliveriesPerSecond(() => publish(server, dataset), times)
    const last = spreadOf(times.slice(POSTS))
    const path = `/api/trpc/posts.list?input=${encodeURIComponent(JSON.stringify({ handle: dataset.handle }))}`
    await requestsPerSecond(server.url + path, 16, 5)
    const memory = await residentMegabytes(server.pid)
    const once_ = 'taken once on a machine with two cores'
    return [
      {
        id: 'B6',
        what: "Publish to the last of 1,000 live followers ÷ Ghost 6.65's acknowledgement alone",
        unit: 'ratio',
        value: over(last, GHOST.publish),
        target: { at: 'most', value: 0.7 },
        details: `${last.median.toFixed(1)} ms ÷ ${GHOST.publish} ms, ${once_}`,
      },
      {
        id: 'B11',
        what: "Memory of the server with 1,000 live followers, under reads ÷ Ghost 6.65's",
        unit: 'ratio',
        value: over(spreadOf([memory]), GHOST.memory),
        target: { at: 'most', value: 0.25 },
        details: `${round(memory)} MiB ÷ ${GHOST.memory} MiB, ${once_}`,
      },
    ]
  } finally {
    audience.leave()
    await server.stop()
  }
}

const over = ({ median, min, max }: Spread, by: number): Spread => ({
  median: median / by,
  min: min / by,
  max: max / by,
})
const livePath = ({ handle }: Dataset) =>
  `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify({ handle }))}`

/** Followers in processes of their own, for they need as many files as the server. */
class Audience {
  readonly #server: Pick<Program, 'pid'>
  readonly #count: number
  readonly #processes: ChildProcess[]
  #posts = 0

  private constructor(server: Pick<Program, 'pid'>, count: number, processes: ChildProcess[]) {
    this.#server = server
    this.#count = count
    this.#processes = processes
  }

  static async gather(server: Pick<Program, 'url' | 'pid'>, path: string, count: number): Promise<Audience> {
    const each = Math.min(count, 2_500)
    const processes: ChildProcess[] = []
    for (let at = 0; at < count; at += each) {
      const child = fork(join(import.meta.dirname, '../followers.ts'), [server.url + path, String(each)])
      await once(child, 'message')
      processes.push(child)
    }
    return new Audience(server, count, processes)
  }

  /** Events given to followers, for each second of the server's processor time; adds how long each took to the last. */
  async deliveriesPerSecond(post: () => Promise<void>, times: number[]): Promise<number> {
    const before = await processorSeconds(this.#server.pid)
    for (let at = 0; at < POSTS; at += 1) {
      this.#posts += 1
      const began = process.hrtime.bigint()
      const arrivals = this.#processes.map(async (child) => {
        child.send(this.#posts)
        const [{ at: arrived }] = (await once(child, 'message')) as [{ at: string }]
        return Number(BigInt(arrived) - began) / 1e6
      })
      await post()
      times.push(Math.max(...(await Promise.all(arrivals))))
    }
    const spent = (await processorSeconds(this.#server.pid)) - before
    return (POSTS * this.#count) / spent
  }

  leave(): void {
    for (const child of this.#processes) child.disconnect()
  }
}

async function publish({ url }: Program, { handle, apiKey }: Dataset): Promise<void> {
  const body = JSON.stringify({ handle, content: { kind: 'text', text: TEXT } })
  await send(`${url}/api/trpc/posts.publish`, body, {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
  })
}

async function send(url: string, body: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body, headers })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** A post as it is told of, so that both send the same. */
async function exampleOf(server: Program, dataset: Dataset): Promise<unknown> {
  const input = encodeURIComponent(JSON.stringify({ handle: dataset.handle, limit: 1 }))
  const answer = await fetch(`${server.url}/api/trpc/posts.list?input=${input}`)
  const [post] = ((await answer.json()) as { result: { data: { items: { content: object }[] } } }).result.data.items
  return { ...post, content: { ...post!.content, text: TEXT } }
}

/** User and system time of a process and all its threads. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024
}
