import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createCore } from '../core.ts'
import type { Core, Deps } from '../core/context.ts'
import { openDatabase } from '../core/database.ts'
import { createKeyStore } from '../core/keys.ts'
import type { Storage } from '../core/ports.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import { expirePosts } from './expire.ts'
import { sweepLeftovers } from './sweep.ts'

/** Called at every point of the job at which a kill would leave something else behind. */
type Step = () => void

/** An instance on a folder that is there already, for its jobs only: no door, no search, no pictures. */
export async function openFolder(dataDir: string, now: number, step: Step = () => {}): Promise<Core> {
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const database = await openDatabase(join(dataDir, 'carillon.db'))
  const open = (name: string) => watched(createDiskStorage(join(dataDir, name)), step)
  const { core } = createCore({
    db: {
      ...database,
      async transaction(work, options) {
        const result = await database.transaction(async (tx) => {
          const value = await work(tx)
          step()
          return value
        }, options)
        step()
        return result
      },
      aside: (work) =>
        database.aside((write) =>
          work(async (statements) => {
            step()
            const answers = await write(statements)
            step()
            return answers
          }),
        ),
      async checkpoint() {
        const clean = await database.checkpoint()
        step()
        return clean
      },
    },
    storage: open('objects'),
    keys: createKeyStore(open('keys'), random),
    log: { info() {}, error() {} },
    now: () => now,
    clock: { now: () => now, ahead: () => 0, trust() {} },
    machine: { disk: async () => ({ database: 0, log: 0, free: null }), nextNight: () => null },
    random,
    secret: random(32),
    vapid: random(32),
    origin: 'https://carillon.test',
    alsoOrigins: [],
    trustedProxies: [],
    countryHeader: null,
    limitFactor: 1,
    newcomersAnHour: 600,
    prefixes: { ipv4: 32, ipv6: 64 },
    scratchDir: join(dataDir, 'uploads'),
    channelQuota: 0,
    passwordCost: 2,
    ...({} as Pick<Deps, 'search' | 'mailer' | 'photos' | 'outside'>),
  })
  return core
}

function watched(storage: Storage, step: Step): Storage {
  return {
    ...storage,
    async delete(...names) {
      // Of many the first goes by itself: a kill may come between any two of them.
      for (const some of [names.slice(0, 1), names.slice(1)]) {
        await storage.delete(...some)
        step()
      }
    },
  }
}

/** `node expire.testing.ts FOLDER NOW N`: runs the job and kills itself at its N-th step; tells how many it took. */
if (import.meta.main) {
  const [dataDir, now, fatal] = process.argv.slice(2)
  let steps = 0
  const core = await openFolder(dataDir!, Number(now), () => {
    steps += 1
    if (steps === Number(fatal)) process.kill(process.pid, 'SIGKILL')
  })
  await sweepLeftovers(core)
  await expirePosts(core)
  process.stdout.write(String(steps))
  await core.db.close()
}
