import { createKeyFor } from '@carillon/api/commands'
import { openTestInstance } from '@carillon/api/testing'
import { createClient } from '@libsql/client'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from './report.ts'
import { type Program, run } from '../src/testing/process.ts'

const VOTES = 3_000
const OPTIONS = 4
/** Voters who are under way at once. */
const AT_ONCE = 48
/** The server is ended by force when so many votes are acknowledged, and again. */
const KILLS = [700, 1_500, 2_300]

let folder: string
let dataDir: string
let key: string
let postId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-votes-'))
  dataDir = join(folder, 'data')
  const instance = await openTestInstance()
  const owner = await instance.account('owner', { creator: true })
  const team = instance.as(owner)
  await team.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
})
afterAll(async () => {
  for (const server of running) await kill(server)
  await rm(folder, { recursive: true, force: true })
})

const running = new Set<Program>()
async function start(): Promise<{ server: Program; port: number }> {
  const env = { CARILLON_LIMIT_FACTOR: '100000', NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const server = run('testing/bare-server.ts', [], { CARILLON_DATA: dataDir, ...env })
  running.add(server)
  const [, port] = await server.says(/listening on (\d+)/)
  return { server, port: Number(port) }
}

async function kill(server: Program): Promise<void> {
  running.delete(server)
  server.child.kill('SIGKILL')
  expect(await server.ended).toBe('SIGKILL')
}

type Answer = { status: number; cookie: string | undefined; body: { result?: { data: { voters: number } } } }

async function call(port: number, agent: Agent, procedure: string, input: object, more: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...more }
  const path = `/api/trpc/${procedure}`
  const sent = request({ port, host: '127.0.0.1', method: 'POST', path, headers, agent })
  sent.end(JSON.stringify(input))
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
  return { status: answer.statusCode!, cookie, body: JSON.parse(text) as Answer['body'] }
}

/** What each voter chose last that was acknowledged, and what they had sent when the server went. */
type Voter = { cookie: string; acknowledged: number; sent: number }

test(
  `${VOTES} votes, ${KILLS.length} kills among them: what was acknowledged is counted, exactly`,
  { timeout: 180_000 },
  async () => {
    let { server, port } = await start()
    const poll = { question: 'Which?', options: Array.from({ length: OPTIONS }, (_, at) => `Option ${at}`) }
    const content = { kind: 'poll', poll }
    const once = new Agent()
    const published = await call(
      port,
      once,
      'posts.publish',
      { handle: 'bells', content },
      { authorization: `Bearer ${key}` },
    )
    postId = (published.body.result as unknown as { data: { id: string } }).data.id
    const voters: Voter[] = []
    /** Sent by newcomers whose answer never came: counted or not, nobody knows. */
    let [lost, acknowledged, inFlight] = [0, 0, 0]
    const kills = [...KILLS]
    while (acknowledged < VOTES) {
      const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
      const isDue = () => kills.length > 0 && acknowledged >= kills[0]!
      let killed: Promise<void> | null = null
      const vote = async () => {
        while (acknowledged < VOTES && !killed) {
          const again = acknowledged % 5 === 4 ? voters[acknowledged % voters.length] : undefined
          const option = acknowledged % OPTIONS
          if (again) again.sent = option
          const more = again ? { cookie: again.cookie, origin: 'http://127.0.0.1:4000' } : {}
          const input = { handle: 'bells', postId, options: [option] }
          const answer = await call(port, agent, 'polls.vote', input, more).catch(() => null)
          if (!answer) {
            inFlight += 1
            if (!again) lost += 1
            return
          }
          expect(answer.status).toBe(200)
          acknowledged += 1
          if (again) again.acknowledged = option
          else voters.push({ cookie: answer.cookie!, acknowledged: option, sent: option })
          if (isDue()) killed ??= kill(server)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, vote))
      agent.destroy()
      if (killed) {
        kills.shift()
        await killed
        ;({ server, port } = await start())
      }
    }
    await kill(server)

    const { voted, tallies, turnout, hourly } = await readDatabase()
    record({
      fault: 'F1',
      what: 'killed while votes are counted',
      points: KILLS.length,
      lost: Math.max(0, voters.length - voted.length),
      doubled: Math.max(0, voted.length - voters.length - lost),
      left: Math.abs(turnout! - voted.length),
      control: `${acknowledged} votes acknowledged, ${inFlight} under way at the kills`,
    })
    // Counts and votes are of one mind, whatever befell the server.
    const recount = Array.from({ length: OPTIONS }, (_, option) => voted.filter((bits) => bits === 1 << option).length)
    expect(tallies).toEqual(recount)
    expect(hourly).toEqual(recount)
    expect(turnout).toBe(voted.length)
    // Every acknowledged vote is there; beyond them at most those whose answer never came.
    expect(voted.length).toBeGreaterThanOrEqual(voters.length)
    expect(voted.length).toBeLessThanOrEqual(voters.length + lost)
    const restarted = await start()
    for (let at = 0; at < voters.length; at += 50) {
      const some = voters.slice(at, at + 50)
      const chosen = await Promise.all(some.map(({ cookie }) => choiceOf(restarted.port, cookie)))
      for (const [at, { acknowledged, sent }] of some.entries()) expect([acknowledged, sent]).toContain(chosen[at])
    }
    await kill(restarted.server)
    // Controls: the kills came while much was under way, and much of it was first votes.
    expect(inFlight).toBeGreaterThan(KILLS.length)
    expect(voters.length).toBeGreaterThan(VOTES / 2)
  },
)

async function choiceOf(port: number, cookie: string): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ handle: 'bells', postIds: [postId] }))
  const answer = await fetch(`http://127.0.0.1:${port}/api/trpc/polls.results?input=${input}`, { headers: { cookie } })
  const { result } = (await answer.json()) as { result: { data: { items: [{ mine: number[] }] } } }
  return result.data.items[0].mine[0]!
}

async function readDatabase() {
  const client = createClient({ url: `file:${join(dataDir, 'carillon.db')}`, concurrency: 1 })
  const rows = async (query: string) => (await client.execute(query)).rows
  expect(await rows('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  const numbers = async (query: string) => (await rows(query)).map((row) => Number(Object.values(row)[0]))
  const read = {
    voted: await numbers('SELECT options FROM votes'),
    tallies: await numbers('SELECT votes FROM tallies ORDER BY "option"'),
    hourly: await numbers('SELECT sum(votes) FROM hourly_votes GROUP BY "option" ORDER BY "option"'),
    turnout: (await numbers('SELECT voters FROM turnouts'))[0],
  }
  client.close()
  return read
}
