import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, constants, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** `dataDir` is where it keeps everything. */
type Server = { url: string; key: string; dataDir: string; stop(): Promise<void> }

/** The Meilisearch of `MEILISEARCH_URL`, or else the path of one that can be started; `null` when there is neither. */
export async function findMeilisearch(env: NodeJS.ProcessEnv): Promise<{ url: string } | { binary: string } | null> {
  if (env['MEILISEARCH_URL']) return { url: env['MEILISEARCH_URL'] }
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const binary = join(folder, 'meilisearch')
    const runs = await access(binary, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (runs) return { binary }
  }
  return null
}

/** Starts one on a free port, with a folder and a key of its own. */
export async function startMeilisearch(binary: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-meilisearch-'))
  const key = randomBytes(24).toString('hex')
  const address = `127.0.0.1:${await freePort()}`
  const paths = [
    '--db-path',
    join(folder, 'data'),
    '--dump-dir',
    join(folder, 'dumps'),
    '--snapshot-dir',
    join(folder, 'snapshots'),
  ]
  const child = spawn(binary, ['--http-addr', address, '--master-key', key, '--no-analytics', ...paths], {
    cwd: folder,
    stdio: 'ignore',
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const server = {
    url: `http://${address}`,
    key,
    dataDir: join(folder, 'data'),
    async stop() {
      await ended(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
  await healthy(server.url, child).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  return server
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  let failure: Error | null = null
  child.once('error', (error) => (failure = error))
  for (;;) {
    if (failure) throw failure
    if (child.exitCode !== null) throw new Error(`meilisearch ended with ${child.exitCode} instead of starting`)
    const answer = await fetch(`${url}/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
