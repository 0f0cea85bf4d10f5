import autocannon from 'autocannon'
import Sqlite from 'libsql'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '../dataset.ts'
import { startServer } from '../programs.ts'
import { compare, rate } from '../ratio.ts'
import { type Case, range, round } from './types.ts'

const CONNECTIONS = 64
const VOTES = 12_000
const COMMITS = 3_000

/** B7: first votes of as many followers, a request each, against the least that a durable commit can be. */
export const votes: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir)
  const bare = openBare(dataset.dataDir)
  try {
    const followers = await makeFollowers(server.url, dataset)
    const ours = async () =>
      votesPerSecond(server.url, dataset.handle, await publishPoll(server.url, dataset), followers)
    const { ratio, ours: own, theirs } = await compare(rounds, ours, () => rate(COMMITS, bare.commit))
    const what = 'Votes, durable, a request each ÷ single-row durable commits of the bare driver'
    const details = `${round(own.median)} (${range(own)}) ÷ ${round(theirs.median)} (${range(theirs)}) a second`
    return [{ id: 'B7', what, value: ratio, unit: 'ratio', target: { at: 'least', value: 1 }, details }]
  } finally {
    await bare.close()
    await server.stop()
  }
}

async function call<T>(url: string, procedure: string, input: object, headers: Record<string, string>): Promise<T> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
  const answer = await fetch(`${url}/api/trpc/${procedure}`, { ...init, body: JSON.stringify(input) })
  if (!answer.ok) throw new Error(`${procedure}: ${await answer.text()}`)
  return ((await answer.json()) as { result: { data: T } }).result.data
}

export async function publishPoll(url: string, { handle, apiKey }: Dataset): Promise<string> {
  const poll = { question: 'Which?', options: ['One', 'Two', 'Three', 'Four'] }
  const headers = { authorization: `Bearer ${apiKey}` }
  return (await call<{ id: string }>(url, 'posts.publish', { handle, content: { kind: 'poll', poll } }, headers)).id
}

/** The cookies of as many readers as vote in a round, each given by a first vote. */
async function makeFollowers(url: string, dataset: Dataset): Promise<string[]> {
  const postId = await publishPoll(url, dataset)
  const cookies: string[] = []
  await load(
    url,
    () => ({ body: ballot(dataset.handle, postId, 0) }),
    (headers) => {
      cookies.push(headers['set-cookie']!.split(';')[0]!)
    },
  )
  return cookies
}

async function votesPerSecond(url: string, handle: string, postId: string, followers: string[]): Promise<number> {
  return load(url, (at) => ({
    body: ballot(handle, postId, at % 4),
    headers: { cookie: followers[at % followers.length]!, origin: url },
  }))
}

const ballot = (handle: string, postId: string, option: number) => JSON.stringify({ handle, postId, options: [option] })

type Ballot = { body: string; headers?: Record<string, string> }

async function load(
  url: string,
  make: (at: number) => Ballot,
  hear?: (headers: Record<string, string>) => void,
): Promise<number> {
  let at = 0
  const began = performance.now()
  // The load generator itself ends on a whole second.
  let last = began
  const running = autocannon({
    url: `${url}/api/trpc/polls.vote`,
    connections: CONNECTIONS,
    amount: VOTES,
    timeout: 30,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          const { body, headers } = make(at)
          at += 1
          return { ...request, body, headers: { 'content-type': 'application/json', ...headers } }
        },
        onResponse: (_, __, ___, headers) => {
          last = performance.now()
          hear?.(headers as Record<string, string>)
        },
      },
    ],
  })
  const result = await running
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} errors`)
  return (result['2xx'] / (last - began)) * 1_000
}

/** A number in a table of its own, through the driver in use, compiled once. */
function openBare(dataDir: string) {
  const path = join(dataDir, '..', 'numbers.db')
  const file = new Sqlite(path)
  file.exec('PRAGMA journal_mode = WAL')
  file.exec('PRAGMA synchronous = FULL')
  file.exec('CREATE TABLE IF NOT EXISTS numbers (number INTEGER PRIMARY KEY)')
  const insert = file.prepare('INSERT INTO numbers VALUES (NULL)')
  return {
    commit: () => insert.run(),
    async close() {
      file.close()
      for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true })
    },
  }
}
