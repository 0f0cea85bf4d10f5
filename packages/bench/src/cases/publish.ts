import { createClient } from '@libsql/client'
import { rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer } from '../programs.ts'
import { compare, spreadOf, timeEach } from '../ratio.ts'
import { type Case } from './types.ts'

const CALLS = 200
/** What Ghost 6.65 took on a machine with two cores, once: milliseconds, median. */
const GHOST = 60

/** B4: from a program's request to the answer that says its post is on disk, against one bare durable commit. */
export const publish: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir)
  const { hostname, port } = new URL(server.url)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${dataset.apiKey}`, 'content-type': 'application/json' }
  const post = (at: number) =>
    new Promise<void>((resolve, reject) => {
      const options = { hostname, port, path: '/api/trpc/posts.publish', method: 'POST', agent, headers }
      const sent = request(options, (answer) => {
        answer.resume()
        answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(String(answer.statusCode)))))
      })
      sent.on('error', reject)
      sent.end(
        JSON.stringify({ handle: dataset.handle, content: { kind: 'text', text: `Post ${at} of the benchmark` } }),
      )
    })

  const file = join(dataset.dataDir, '..', 'commits.db')
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = FULL')
  await client.execute('CREATE TABLE rows (id INTEGER PRIMARY KEY, content BLOB)')
  const content = Buffer.alloc(200, 1)
  const commit = () => client.execute({ sql: 'INSERT INTO rows (content) VALUES (?)', args: [content] })

  const median = async (call: (at: number) => Promise<unknown>) => spreadOf(await timeEach(CALLS, call)).median
  try {
    const { ratio, ours, theirs } = await compare(
      rounds,
      () => median(post),
      () => median(commit),
    )
    const details = `${ours.median.toFixed(2)} ms ÷ ${theirs.median.toFixed(2)} ms`
    const toGhost = spreadOf([ours.min, ours.median, ours.max].map((time) => time / GHOST))
    const what = 'Publish acknowledged over HTTP, median'
    return [
      {
        id: 'B4',
        what: `${what} ÷ one bare durable commit`,
        unit: 'ratio',
        value: ratio,
        target: { at: 'most', value: 3 },
        details,
      },
      {
        id: 'B4',
        what: `${what} ÷ Ghost 6.65's`,
        unit: 'ratio',
        value: toGhost,
        target: { at: 'most', value: 0.1 },
        details: `Ghost's ${GHOST} ms taken once, on a machine with two cores`,
      },
    ]
  } finally {
    agent.destroy()
    client.close()
    await server.stop()
    for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true })
  }
}
