import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

const POLL = 100

/** Asks again and again until the answer is neither false nor null; `what` names it when time is up. */
export async function eventually<T>(what: string, within: number, ask: () => Promise<T> | T): Promise<NonNullable<T>> {
  for (const end = performance.now() + within; performance.now() < end; await wait(POLL)) {
    const answer = await ask()
    if (answer) return answer
  }
  throw new Error(`${what} did not happen within ${within} ms`)
}

/** A port of the loopback address that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** A program with all that it starts, as a terminal would hold them: one group, its output kept. */
export class Group {
  readonly child: ChildProcess
  output = ''

  constructor(command: string, args: string[], { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk: Buffer) => (this.output += chunk)
    this.child.stdout?.on('data', keep)
    this.child.stderr?.on('data', keep)
    this.child.on('error', (error) => (this.output += `${error}\n`))
    process.once('exit', () => this.#signal('SIGKILL'))
  }

  get isRunning(): boolean {
    if (this.child.pid === undefined) return false
    return this.#signal(0)
  }

  /** As Ctrl-C does, to every process of the group. Resolves with the milliseconds until the last one was gone. */
  async stop(within: number): Promise<number> {
    const begun = performance.now()
    this.#signal('SIGTERM')
    try {
      await eventually('the end of all processes', within, () => !this.isRunning)
    } catch (error) {
      this.#signal('SIGKILL')
      throw error
    }
    return performance.now() - begun
  }

  #signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.child.pid!, signal)
    } catch {
      return false
    }
  }
}
