import { createKeyFor } from '@carillon/api/commands'
import { openTestInstance, type TestInstance } from '@carillon/api/testing'
import type { Deps } from '@carillon/api'
import { createClient, type Row } from '@libsql/client'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, run } from '../src/testing/process.ts'

/** As the server has it: whoever is made here can sign in there. */
const PASSWORD_COST = 2 ** 14

type Owner = Awaited<ReturnType<TestInstance['account']>>

export type Serving = {
  program: Program
  port: number
  url: string
  kill: () => Promise<void>
  stop: () => Promise<void>
}

/** A data folder with the channel `bells`, and the real server on it, which is started and ended as a test likes. */
export type Bells = {
  folder: string
  dataDir: string
  /** An API key that may do everything in the channel. */
  key: string
  /** Starts the server without waiting until it answers. The system picks a port where none is given. */
  run: (env?: Record<string, string>, port?: number) => Program
  /** Starts it; `url` is that of its API. */
  start: (env?: Record<string, string>, port?: number) => Promise<Serving>
  /** Publishes by the API, and fails where that is refused. */
  publish: (serving: Pick<Serving, 'url'>, content: object) => Promise<string>
  kill: (program: Program) => Promise<void>
  /** Ends whatever still runs. */
  killAll: () => Promise<void>
  /** `carillon ARGS`, done by itself as long as nobody serves the folder. */
  command: (
    args: string[],
    env?: Record<string, string>,
  ) => Promise<{ code: number | string; out: string; err: string }>
  /** Looks into the database's file, past the server. */
  look: (query: string) => Promise<Row[]>
  /** Ends what still runs, and removes the folder. */
  remove: () => Promise<void>
}

/** `fill` makes what is there before the server starts for the first time. */
export async function makeBells(
  fill: (instance: TestInstance, owner: Owner) => Promise<void> = async () => {},
  overrides: Partial<Deps> = {},
): Promise<Bells> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bells-'))
  const dataDir = join(folder, 'data')
  const instance = await openTestInstance({ passwordCost: PASSWORD_COST, ...overrides })
  instance.clock.now = Date.now() - 60_000
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const key = await createKeyFor(instance.ctx(), owner.email, 'bells')
  await fill(instance, owner)
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()

  const running = new Set<Program>()
  const common = {
    CARILLON_DATA: dataDir,
    CARILLON_LIMIT_FACTOR: '100000',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const stop = async (program: Program) => {
    program.child.kill('SIGTERM')
    const how = await program.ended
    if (how !== 0) throw new Error(`it ended with ${how}: ${program.err()}`)
  }
  const bells: Bells = {
    folder,
    dataDir,
    key,
    run(env = {}, port = 0) {
      const program = run('testing/bare-server.ts', [String(port)], { ...common, ...env })
      running.add(program)
      void program.ended.then(() => running.delete(program))
      return program
    },
    async start(env, wanted) {
      const program = bells.run(env, wanted)
      const [, port] = await program.says(/listening on (\d+)/)
      const url = `http://127.0.0.1:${port}/api`
      return { program, port: Number(port), url, kill: () => bells.kill(program), stop: () => stop(program) }
    },
    async publish({ url }, content) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ handle: 'bells', content })
      const answer = await fetch(`${url}/trpc/posts.publish`, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
      return ((await answer.json()) as { result: { data: { id: string } } }).result.data.id
    },
    async kill(program) {
      program.child.kill('SIGKILL')
      const how = await program.ended
      if (how !== 'SIGKILL') throw new Error(`it had ended before with ${how}: ${program.err()}`)
    },
    async command(args, env) {
      const program = run('cli.ts', args, { ...common, ...env })
      return { code: await program.ended, out: program.out(), err: program.err() }
    },
    async look(query) {
      const client = createClient({ url: `file:${join(dataDir, 'carillon.db')}`, concurrency: 1 })
      const { rows } = await client.execute(query)
      client.close()
      return rows
    },
    async killAll() {
      for (const program of running) program.child.kill('SIGKILL')
      await Promise.all([...running].map(({ ended }) => ended))
    },
    async remove() {
      await bells.killAll()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return bells
}
