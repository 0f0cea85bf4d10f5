import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Dataset } from '../dataset.ts'
import { type Program, startServer } from '../programs.ts'
import { publishPoll } from './votes.ts'
import { type Case, round } from './types.ts'

/** As many followers, each of whom votes once. */
const CROWD = 100_000
const AT_ONCE = 64

/**
 * A hundred thousand followers vote in one poll, and in the middle of it the server is ended by force: every vote that
 * was acknowledged is counted, and beyond them none but those whose answer never came.
 */
export const crowd: Case = async (dataset) => {
  let server = await startServer(dataset.dataDir)
  try {
    const postId = await publishPoll(server.url, dataset)
    const began = performance.now()
    const first = await voteUntil(server, dataset, postId, CROWD / 2, () => server.kill())
    server = await startServer(dataset.dataDir)
    const second = await voteUntil(server, dataset, postId, CROWD - first.acknowledged)
    const seconds = (performance.now() - began) / 1000
    const acknowledged = first.acknowledged + second.acknowledged
    const { voters, options } = await results(server, dataset, postId)
    const sum = options.reduce((total, votes) => total + votes, 0)
    if (sum !== voters || voters < acknowledged || voters > acknowledged + first.lost) {
      throw new Error(`${voters} voters and ${sum} votes of ${acknowledged} acknowledged and ${first.lost} unanswered`)
    }
    const value = voters / acknowledged
    const what = 'Votes counted ÷ acknowledged, of as many followers, with a kill -9 in the middle'
    const details = `${round(voters)} ÷ ${round(acknowledged)}, ${first.lost} unanswered, ${round(seconds)} s in all`
    const target = { at: 'least', value: 1 } as const
    return [{ id: 'B7', what, value: { median: value, min: value, max: value }, unit: 'ratio', target, details }]
  } finally {
    await server.stop()
  }
}

/** Newcomers vote, each once, until so many are told that they have. */
async function voteUntil(
  { url }: Program,
  { handle }: Dataset,
  postId: string,
  count: number,
  then: () => Promise<void> = async () => {},
) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  let [sent, acknowledged, lost] = [0, 0, 0]
  let ending: Promise<void> | null = null
  const voter = async () => {
    while (!ending) {
      const body = JSON.stringify({ handle, postId, options: [(sent += 1) % 4] })
      const isCounted = await vote(`${url}/api/trpc/polls.vote`, agent, body).catch(() => false)
      if (isCounted) acknowledged += 1
      else lost += 1
      if (acknowledged >= count) ending ??= then()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, voter))
  await ending
  agent.destroy()
  return { acknowledged, lost }
}

async function vote(url: string, agent: Agent, body: string): Promise<boolean> {
  const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }).end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  await once(answer.resume(), 'end')
  return answer.statusCode === 200
}

async function results({ url }: Program, { handle }: Dataset, postId: string) {
  const input = encodeURIComponent(JSON.stringify({ handle, postIds: [postId] }))
  const answer = await fetch(`${url}/api/trpc/polls.results?input=${input}`)
  const { result } = (await answer.json()) as { result: { data: { items: [{ voters: number; options: number[] }] } } }
  return result.data.items[0]
}
