import { createClient } from '@libsql/client'
import { DAY } from '@carillon/contract'
import { copyFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Dataset } from '../dataset.ts'
import { openInstance } from '../instance.ts'
import { startServer } from '../programs.ts'
import { compare, type Spread, spreadOf, timeEach } from '../ratio.ts'
import type { Case, Figure } from './types.ts'

const CALLS = 300
/** What Ghost 6.65 took over HTTP on a machine with two cores, once: milliseconds, median. */
const GHOST = 60

const median = async (call: (at: number) => Promise<unknown>) => spreadOf(await timeEach(CALLS, call)).median
const contentOf = (at: number) => ({ kind: 'text' as const, text: `Post ${at} of the benchmark` })

/** B4: from the call of the procedure to its answer, which says that the post is on disk. */
export const publish: Case = async (dataset, rounds) => [
  ...(await inProcess(dataset, rounds)),
  await overHttp(dataset, rounds),
]

async function inProcess(dataset: Dataset, rounds: number): Promise<Figure[]> {
  const instance = await openInstance(dataset.dataDir)
  const bare = await openBare(dataset.dataDir)
  const ours = () => median((at) => instance.api.posts.publish({ handle: dataset.handle, content: contentOf(at) }))
  const against = async (theirs: (at: number) => Promise<unknown>) => {
    const { ratio, ours: own, theirs: other } = await compare(rounds, ours, () => median(theirs))
    const details = `${own.median.toFixed(2)} ms ÷ ${other.median.toFixed(2)} ms`
    return { id: 'B4', unit: 'ratio', value: ratio, details } as const
  }
  try {
    const what = 'Publish acknowledged, median, in process ÷ one bare durable commit'
    return [
      { ...(await against(bare.commitPost)), what: `${what} of the same row`, target: { at: 'most', value: 3 } },
      { ...(await against(bare.commitNumber)), what: `${what} of a single number`, target: null },
    ]
  } finally {
    await bare.close()
    await instance.close()
  }
}

async function overHttp(dataset: Dataset, rounds: number): Promise<Figure> {
  const server = await startServer(dataset.dataDir)
  const { hostname, port } = new URL(server.url)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${dataset.apiKey}`, 'content-type': 'application/json' }
  const send = (at: number) =>
    new Promise<void>((resolve, reject) => {
      const options = { hostname, port, path: '/api/trpc/posts.publish', method: 'POST', agent, headers }
      const sent = request(options, (answer) => {
        answer.resume()
        answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(String(answer.statusCode)))))
      })
      sent.on('error', reject)
      sent.end(JSON.stringify({ handle: dataset.handle, content: contentOf(at) }))
    })
  try {
    const medians: number[] = []
    for (let round = 0; round <= rounds; round += 1) medians.push(await median(send))
    const ours = spreadOf(medians.slice(1))
    return {
      id: 'B4',
      what: "Publish acknowledged, median, over HTTP with an API key ÷ Ghost 6.65's",
      unit: 'ratio',
      value: divided(ours, GHOST),
      target: { at: 'most', value: 0.1 },
      details: `${ours.median.toFixed(2)} ms ÷ ${GHOST} ms, taken once on a machine with two cores`,
    }
  } finally {
    agent.destroy()
    await server.stop()
  }
}

const divided = ({ median: middle, min, max }: Spread, by: number): Spread => ({
  median: middle / by,
  min: min / by,
  max: max / by,
})

/**
 * What a program that does nothing else pays to have it on disk, through the client that most use: a post's row with its
 * indexes, in a copy of the same million; and the least that a commit can be, a number in a table of its own.
 */
async function openBare(dataDir: string) {
  const file = join(dataDir, '..', 'commits.db')
  await copyFile(join(dataDir, 'carillon.db'), file)
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = FULL')
  await client.execute('CREATE TABLE numbers (number INTEGER PRIMARY KEY)')
  const channel = await client.execute({ sql: 'SELECT id FROM channels ORDER BY id LIMIT 1', args: [] })
  const channelId = String(channel.rows[0]![0])
  const content = Buffer.alloc(90, 1)
  const now = Date.now()
  const sql = `INSERT INTO posts (id, channel_id, kind, content, silent, published_at, expires_at) VALUES (?, ?, 'text', ?, 0, ?, ?)`
  let count = 0
  return {
    commitPost: () =>
      client.execute({ sql, args: [`pst_z${(count += 1)}`, channelId, content, now + count, now + 30 * DAY + count] }),
    commitNumber: () => client.execute('INSERT INTO numbers VALUES (NULL)'),
    async close() {
      client.close()
      for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true })
    },
  }
}
