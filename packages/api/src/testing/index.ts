import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { grant } from '../accounts/service.ts'
import { createOperator } from '../commands.ts'
import { commandContext, createCore, type Running } from '../core.ts'
import type { Actor, Ctx, Deps } from '../core/context.ts'
import { openDatabase } from '../core/database.ts'
import { createKeyStore } from '../core/keys.ts'
import type { Mail } from '../core/ports.ts'
import { createOutside } from '../core/outside.ts'
import { createDiskStorage } from '../core/storage.disk.ts'
import { appRouter } from '../router.ts'
import { createPhotoPipeline } from '../media/pipeline.ts'
import { createMiniSearch } from '../search/minisearch.ts'
import { searchDocuments } from '../directory/indexing.ts'

export { findMeilisearch, startMeilisearch } from '../search/meilisearch.testing.ts'
export { scanForMarkers, type Finding, type Marker } from '../retention/scan.ts'

/** A whole instance for a test: real database, storage, search and pictures in a folder of its own; only the clock is set. */
export type TestInstance = Running & {
  /** Milliseconds since the epoch; set it to travel. */
  clock: { now: number }
  dataDir: string
  mails: Mail[]
  /** A caller of the router for an actor, or for a follower, or for nobody. */
  as: (who?: Actor | { follower: string }) => ReturnType<typeof appRouter.createCaller>
  ctx: (who?: Actor | { follower: string }) => Ctx
  /** An account with a session of nobody's: made by the services, as the console would. */
  account: (
    name: string,
    rights?: { operator?: boolean; creator?: boolean },
  ) => Promise<Extract<Actor, { kind: 'account' }>>
  close: () => Promise<void>
}

/** 2026-03-29 00:30 UTC: half an hour before clocks change in Europe. */
export const START = Date.UTC(2026, 2, 29, 0, 30)

/** `from` is the folder of an instance to go on from, as after a restart. */
export async function openTestInstance(overrides: Partial<Deps> = {}, from?: string): Promise<TestInstance> {
  const dataDir = await mkdtemp(join(tmpdir(), 'carillon-'))
  const clock = { now: START }
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const mails: Mail[] = []
  const log = { info() {}, error() {} }
  if (from) await cp(from, dataDir, { recursive: true })
  else await cp(await template(), join(dataDir, 'carillon.db'))
  const db = await openDatabase(join(dataDir, 'carillon.db'))
  const photos = createPhotoPipeline({})
  const outside = createOutside({ allowed: [], agent: 'Carillon test' })
  const search = createMiniSearch({ log, documents: () => searchDocuments(running.core) })
  const running = createCore({
    db,
    storage: await createDiskStorage(join(dataDir, 'objects')),
    keys: createKeyStore(await createDiskStorage(join(dataDir, 'keys')), random),
    search,
    mailer: { kind: 'files', send: async (mail) => void mails.push(mail) },
    photos,
    outside,
    log,
    now: () => clock.now,
    clock: { now: () => clock.now, ahead: () => 0, trust() {} },
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
    // As hard as in use, they would be most of what the tests do.
    passwordCost: 2 ** 8,
    ...overrides,
  })
  await running.core.counter.counting.open()
  await running.dispatcher.start()

  const ctx: TestInstance['ctx'] = (who = { kind: 'nobody' }) =>
    'follower' in who
      ? commandContext(running.core, { kind: 'nobody' }, who.follower)
      : commandContext(running.core, who)
  return {
    ...running,
    clock,
    dataDir,
    mails,
    ctx,
    as: (who) => appRouter.createCaller(ctx(who)),
    async account(name, rights = {}) {
      const { operator = false, creator = operator } = rights
      const { actor: made } = await createOperator(
        commandContext(running.core),
        `${name}@carillon.test`,
        `password of ${name}`,
        name,
      )
      await grant(commandContext(running.core), made.id, { operator, creator })
      return { ...made, operator, creator }
    },
    async close() {
      running.core.live.close()
      await running.dispatcher.stop()
      await running.sender.stop()
      await running.notifier.stop()
      await running.publisher.stop()
      await running.poller.stop()
      await running.core.counter.counting.close()
      outside.close()
      await Promise.all([photos.close(), search.close()])
      await db.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

let migrated: Promise<string> | null = null

/** An empty database with the present schema, made once a process. */
function template(): Promise<string> {
  migrated ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-template-'))
    const path = join(folder, 'template.db')
    await (await openDatabase(path)).close()
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return path
  })()
  return migrated
}
