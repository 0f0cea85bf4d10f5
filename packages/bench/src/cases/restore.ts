import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { SIZE } from '../dataset.ts'
import { spreadOf } from '../ratio.ts'
import { type Case, round as digits } from './types.ts'

const COMMANDS = resolve(import.meta.dirname, '../../../../apps/server/src/cli.ts')
/** Each writes all of it anew. */
const MOST_ROUNDS = 3
const POSTS = SIZE.posts.toLocaleString('en')

/** RESTORE: the whole dataset by the commands that an operator has, each in a process of its own. */
export const restored: Case = async ({ dataDir }, rounds) => {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-restore-'))
  const to = join(folder, 'backup')
  const keys = join(folder, 'keys')
  try {
    const backingUp = await run(dataDir, ['backup', '--to', to, '--keys', keys])
    const taken: number[] = []
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
      const target = join(folder, 'restored')
      taken.push(await run(target, ['restore', '--from', to, '--keys', keys]))
      await rm(target, { recursive: true })
    }
    const { size } = await stat(join(dataDir, 'carillon.db'))
    const details = `a database of ${digits(size / 2 ** 20)} MiB, checked as it is read, from the command to its end; backing it up took ${digits(backingUp)} ms`
    const target = { at: 'most', value: 60_000 } as const
    return [{ id: 'B16', what: `Restoring ${POSTS} posts`, unit: 'ms', value: spreadOf(taken), target, details }]
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Milliseconds. */
async function run(dataDir: string, args: string[]): Promise<number> {
  const began = performance.now()
  await promisify(execFile)(process.execPath, [COMMANDS, ...args], { env: { CARILLON_DATA: dataDir } })
  return performance.now() - began
}
