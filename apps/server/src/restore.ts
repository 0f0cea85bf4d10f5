import { assertEmpty, restore } from '@carillon/api'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Settings } from './env.ts'
import { lockDataFolder } from './lock.ts'
import { createLog } from './log.ts'
import { createProgress } from './progress.ts'
import { describeFiles, describeSize } from './size.ts'
import { openStorage } from './storage.ts'
import { USAGE } from './usage.ts'

/** Fills the empty data folder that the settings name; no server can begin there meanwhile. */
export async function runRestore(settings: Settings, args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { from: text, keys: text, snapshot: text } })
  if (!values.from || !values.keys) {
    process.stderr.write(USAGE)
    return 2
  }
  const { dataDir, calledFrom } = settings
  await assertEmpty(dataDir)
  await mkdir(dataDir, { recursive: true })
  const unlock = await lockDataFolder(dataDir)
  const progress = createProgress(process.stderr, 0)
  const log = createLog(Date.now, settings.logLevel)
  const options = {
    from: resolve(calledFrom, values.from),
    keysFrom: resolve(calledFrom, values.keys),
    snapshot: values.snapshot,
    dataDir,
    openStorage: (secret: Uint8Array) => openStorage(settings, log, secret),
    now: Date.now(),
  }
  const report = await restore(options, progress.show).finally(() => {
    progress.end()
    unlock()
  })
  const { name, objects, bytes, damaged } = report
  process.stdout.write(
    `Restored ${name}: ${describeFiles(objects)} and the database, ${describeSize(bytes)}, in ${dataDir}.\n` +
      'Start the server now: what is past its time is erased before it serves. Everybody has to sign in again.\n',
  )
  if (damaged.length === 0) return 0
  process.stderr.write(`Damaged or missing in the backup, and left out: ${describeFiles(damaged.length)}.\n`)
  process.stderr.write(damaged.map((object) => `  ${object}\n`).join(''))
  return 1
}
