import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ROOT } from './paths.ts'
import { environment } from './server.ts'

const run = promisify(execFile)

/** `npm run -s carillon -- …` on a data folder; resolves with what it printed, rejects when it failed. */
export async function carillon(dataDir: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('npm', ['run', '-s', 'carillon', '--', ...args], {
    cwd: ROOT,
    env: environment(dataDir),
  })
  return stdout
}
