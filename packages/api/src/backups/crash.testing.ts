import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'

/**
 * `node crash.testing.ts DATA TO KEYS NOW N`: makes a backup of which one is kept, and kills itself at its N-th step, before
 * it changes a file; tells how many it took.
 */
const [dataDir, to, keysTo, now, fatal] = process.argv.slice(2)
let steps = -Infinity
const changes = ['mkdir', 'open', 'rename', 'rm', 'unlink'] as const
for (const name of changes) {
  const change = fs[name] as (...args: unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      steps += 1
      if (steps === Number(fatal)) process.kill(process.pid, 'SIGKILL')
      return change(...args)
    },
  })
}
syncBuiltinESMExports()

const { backUp } = await import('./backup.ts')
const { createDiskStorage } = await import('../core/storage.disk.ts')
const { openFolder } = await import('../retention/expire.testing.ts')
const core = await openFolder(dataDir!, Number(now))
const keys = createDiskStorage(join(dataDir!, 'keys'))
core.secret = (await keys.get('instance/secret'))!
steps = 0
await backUp(core, { dataDir: dataDir!, keys }, { to: to!, keysTo: keysTo!, keep: 1 }, () => {})
process.stdout.write(String(steps))
await core.db.close()
