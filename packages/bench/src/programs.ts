import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')

export type Program = {
  url: string
  pid: number
  stop: () => Promise<void>
  /** Ends it by force. */
  kill: () => Promise<void>
}

/** The real server on this data folder, as `npm start` runs it, ready with its sites built. */
export async function startServer(dataDir: string, more: Record<string, string> = {}): Promise<Program> {
  const port = await freePort()
  const env = {
    ...process.env,
    MALLOC_ARENA_MAX: '1',
    CARILLON_DATA: dataDir,
    PORT: String(port),
    CARILLON_LIMIT_FACTOR: '1000000',
    ...more,
  }
  const script = resolve(ROOT, 'apps/server/src/main.ts')
  return start(['--max-semi-space-size=4', script], env, `http://127.0.0.1:${port}`, '/readyz')
}

/** What a server can do that does nothing else: bare node:http, sending the same bytes with the same headers. */
export async function startBareServer(answer: { headers: Record<string, string>; body: string }): Promise<Program> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), ANSWER: JSON.stringify(answer) }
  return start([resolve(import.meta.dirname, 'bare.ts')], env, `http://127.0.0.1:${port}`, '/')
}

export async function startPushService(): Promise<Program> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port) }
  return start([resolve(import.meta.dirname, 'push-service.ts')], env, `http://127.0.0.1:${port}`, '/')
}

async function start(args: string[], env: NodeJS.ProcessEnv, url: string, until: string): Promise<Program> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (let tries = 0; !(await answers(url + until)); tries += 1) {
    if (child.exitCode !== null || tries > 1_200) {
      child.kill('SIGKILL')
      throw new Error(`${args.at(-1)} does not answer:\n${said}`)
    }
    await new Promise((later) => setTimeout(later, 250))
  }
  return { url, pid: child.pid!, stop: () => stop(child), kill: () => stop(child, 'SIGKILL') }
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.status === 200
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
