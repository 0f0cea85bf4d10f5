import {
  assertNotUnderWay,
  type BackupProgress,
  type BackupReport,
  type BackupTarget,
  backUp,
  createClock,
  createCore,
  createDiskStorage,
  createKeyStore,
  createOutside,
  createPhotoPipeline,
  createRandom,
  type Database,
  endCutShort,
  openDatabase,
  type Running,
  type Core,
  type Consumer,
  type Log,
  searchDocuments,
  type SearchDocument,
  type SearchEngine,
  readKnownTime,
  sweepLeftovers,
} from '@carillon/api'
import { createMeilisearch, createMiniSearch } from '@carillon/api/search'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from './env.ts'
import { lockDataFolder } from './lock.ts'
import { createMailer } from './mail.ts'
import { type Meter, noMeter } from './metrics/meter.ts'
import { createMachine } from './machine.ts'
import { openStorage } from './storage.ts'

export type Instance = Running & {
  meter: Meter
  backUp: (target: BackupTarget, onProgress: (progress: BackupProgress) => void) => Promise<BackupReport>
  close: () => Promise<void>
}

/** About a twentieth of a second of one core. */
const PASSWORD_COST = 2 ** 14

/** Opens everything below the data folder, for a server or for a command that runs without one. */
export async function openInstance(
  settings: Settings,
  log: Log,
  wall: () => number,
  consumers?: (core: Core) => Consumer[],
  meter: Meter = noMeter,
): Promise<Instance> {
  const { dataDir } = settings
  await mkdir(dataDir, { recursive: true })
  const unlock = await lockDataFolder(dataDir)
  try {
    await assertNotUnderWay(dataDir)
    const db = await openDatabase(join(dataDir, 'carillon.db'), meter.application)
    return await assemble(settings, db, unlock, log, wall, consumers, meter)
  } catch (error) {
    unlock()
    throw error
  }
}

async function assemble(
  settings: Settings,
  db: Database,
  unlock: () => void,
  log: Log,
  wall: () => number,
  consumers: ((core: Core) => Consumer[]) | undefined,
  meter: Meter,
): Promise<Instance> {
  const { dataDir } = settings
  const clock = createClock({ wall, steady: () => performance.now(), known: readKnownTime(db) })
  const { now } = clock
  const keys = await createDiskStorage(join(dataDir, 'keys'))
  const photos = meter.photos(createPhotoPipeline({}))
  const outside = createOutside({ allowed: settings.outsideAllowed, agent: `Carillon (+${settings.origin})` })
  const search = meter.search(openSearch(settings, log, () => searchDocuments(running.core)))
  const random = createRandom()
  const secret = await readSecret(keys, random, 'secret')
  const running: Running = createCore(
    {
      db,
      storage: await openStorage(settings, log, secret),
      keys: createKeyStore(keys, random),
      search,
      mailer: createMailer(
        settings.smtpUrl,
        settings.mailFrom,
        join(dataDir, 'mail'),
        () => `${now()}-${Buffer.from(random(6)).toString('hex')}`,
      ),
      photos,
      outside,
      log,
      metrics: meter.application,
      now,
      clock,
      machine: createMachine(settings, now),
      random,
      secret,
      vapid: await readSecret(keys, random, 'vapid'),
      origin: settings.origin,
      alsoOrigins: settings.alsoOrigins,
      trustedProxies: settings.trustedProxies,
      countryHeader: settings.countryHeader,
      limitFactor: settings.limitFactor,
      newcomersAnHour: settings.newcomersAnHour,
      prefixes: settings.prefixes,
      scratchDir: join(dataDir, 'uploads'),
      channelQuota: settings.channelQuota,
      passwordCost: PASSWORD_COST,
    },
    consumers,
  )
  await sweepLeftovers(running.core)
  await endCutShort(running.core)
  return {
    ...running,
    meter,
    backUp: (target, onProgress) => backUp(running.core, { dataDir, keys }, target, onProgress),
    async close() {
      await running.dispatcher.stop()
      await running.sender.stop()
      await running.notifier.stop()
      await running.publisher.stop()
      await running.poller.stop()
      outside.close()
      await Promise.all([photos.close(), search.close()])
      await db.close()
      unlock()
    },
  }
}

function openSearch(
  { meilisearch }: Settings,
  log: Log,
  documents: () => AsyncIterable<SearchDocument[]>,
): SearchEngine {
  return meilisearch
    ? createMeilisearch({ url: meilisearch.url, key: meilisearch.key ?? '', index: 'channels' })
    : createMiniSearch({ documents, log })
}

/**
 * Made once. Whoever has the one that signs sessions and links could sign in as anybody, and whoever has the other could
 * send notifications: they lie with the keys, not the data.
 */
async function readSecret(
  keys: Awaited<ReturnType<typeof createDiskStorage>>,
  random: (bytes: number) => Uint8Array,
  which: 'secret' | 'vapid',
) {
  const name = `instance/${which}`
  const known = await keys.get(name)
  if (known) return known
  const secret = random(32)
  await keys.put(name, secret)
  return secret
}
