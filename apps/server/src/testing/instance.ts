import { request } from 'node:http'
import { join } from 'node:path'
import { freePort, type Program, run } from './process.ts'

/** A data folder and a port for the real server and its commands. */
export type Place = {
  dataDir: string
  port: number
  url: string
  env: Record<string, string>
  serve: (...args: string[]) => Promise<Program>
  command: (
    args: string[],
    input?: string,
    env?: Record<string, string>,
  ) => Promise<{ code: number | string; out: string; err: string }>
}

/** `folder` is the test's own: what one process has compiled, the next one there need not. */
export async function makePlace(folder: string, data = 'data'): Promise<Place> {
  const dataDir = join(folder, data)
  const port = await freePort()
  const env = { CARILLON_DATA: dataDir, PORT: String(port), NODE_COMPILE_CACHE: join(folder, 'compiled') }
  return {
    dataDir,
    port,
    url: `http://127.0.0.1:${port}`,
    env,
    /** Resolves when it answers; its sites are perhaps still being built. */
    async serve(...args) {
      const server = run('main.ts', args, env)
      await answers(server, port)
      return server
    },
    async command(args, input, more = {}) {
      const cli = run('cli.ts', args, { ...env, ...more }, input)
      return { code: await cli.ended, out: cli.out(), err: cli.err() }
    },
  }
}

/** Asks until the server answers, or has ended without. */
async function answers(server: Program, port: number): Promise<void> {
  let ended = false
  void server.ended.then(() => (ended = true))
  while (!(await isAlive(port))) {
    if (ended) throw new Error(`the server ended: ${server.out()}${server.err()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isAlive(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ port, host: '127.0.0.1', path: '/healthz' }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asking.on('error', () => resolve(false))
    asking.end()
  })
}
