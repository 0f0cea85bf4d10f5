import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT } from './paths.ts'
import { eventually, findFreePort, Group } from './processes.ts'

/** What `npm start` promises, in milliseconds. */
const STOPS_WITHIN = 5_000
/** Ample: machines that run tests do other things too. */
const STARTS_WITHIN = 170_000

export type Start = {
  /** A new folder where none is given. */
  dataDir?: string
  port?: number
  args?: string[]
  env?: NodeJS.ProcessEnv
  /** What must answer 200 before the server counts as started. */
  until?: string
  /** Without npm, whose own programs must not see the environment; the group's first process is the server then. */
  directly?: boolean
}

/** A Carillon as its operator starts it, by `npm start` on a data folder of its own. */
export class Server {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  readonly group: Group

  private constructor(port: number, dataDir: string, group: Group) {
    this.url = `http://localhost:${port}`
    this.port = port
    this.dataDir = dataDir
    this.group = group
  }

  static async start({ args = [], env, until = '/readyz', directly, ...given }: Start = {}): Promise<Server> {
    const port = given.port ?? (await findFreePort())
    const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'carillon-e2e-')))
    const options = { cwd: ROOT, env: { ...environment(dataDir), PORT: String(port), ...env } }
    const group = directly
      ? new Group('sh', ['-c', `${startScript()} "$@"`, 'sh', ...args], options)
      : new Group('npm', ['start', '--', ...args], options)
    const server = new Server(port, dataDir, group)
    try {
      await eventually(`an answer to ${until}`, STARTS_WITHIN, () => server.#answers(until))
    } catch (error) {
      await group.stop(STOPS_WITHIN).catch(() => {})
      throw new Error(`${String(error)}\n${group.output}`, { cause: error })
    }
    return server
  }

  get log(): string {
    return this.group.output
  }

  /** The password that a first start prints for the operator of its sample. */
  get operator(): { email: string; password: string } {
    const [, email, password] = /^ +(\S+@\S+) {2}(\S+)$/m.exec(this.log) ?? []
    if (!email || !password) throw new Error(`no operator was printed:\n${this.log}`)
    return { email, password }
  }

  /** Resolves with the milliseconds it took; throws, with the log, when that was more than five seconds. */
  async stop(): Promise<number> {
    try {
      return await this.group.stop(STOPS_WITHIN)
    } catch (error) {
      throw new Error(`${String(error)}\n${this.log}`, { cause: error })
    }
  }

  async remove(): Promise<void> {
    await rm(this.dataDir, { recursive: true, force: true })
  }

  async #answers(path: string): Promise<boolean> {
    if (!this.group.isRunning) throw new Error('the server ended')
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    return answer?.status === 200
  }
}

/** What `npm start` runs once it has installed. */
function startScript(): string {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start
}

/** The test's own environment, without what would make it another instance than a fresh one. */
export function environment(dataDir: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(CARILLON_|SMTP_URL|MEILISEARCH_|MAIL_FROM|HOST$|npm_(lifecycle|package)_|NODE_ENV|VITE|INIT_CWD)/.test(name),
  )
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...Object.fromEntries(inherited), PATH: path, CARILLON_DATA: dataDir, NO_COLOR: '1' }
}
