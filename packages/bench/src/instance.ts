import {
  commandContext,
  createClock,
  createCore,
  createDiskStorage,
  createKeyStore,
  createPhotoPipeline,
  createRandom,
  loadSearch,
  openDatabase,
  searchDocuments,
} from '@carillon/api'
import { accounts, createOutside } from '@carillon/api/bench'
import { createCaller } from '@carillon/api/commands'
import { createMiniSearch } from '@carillon/api/search'
import { join } from 'node:path'

/** The application on a data folder, in this process and without its door, called as the account that is in it. */
export async function openInstance(dataDir: string) {
  const random = createRandom()
  const log = { info() {}, error() {} }
  const db = await openDatabase(join(dataDir, 'carillon.db'))
  const photos = createPhotoPipeline({})
  const outside = createOutside({ allowed: [], agent: 'Carillon bench' })
  const search = createMiniSearch({ log, documents: () => searchDocuments(core) })
  const { core, dispatcher, publisher } = createCore({
    db,
    storage: createDiskStorage(join(dataDir, 'objects')),
    keys: createKeyStore(createDiskStorage(join(dataDir, 'keys')), random),
    search,
    mailer: { kind: 'files', send: async () => {} },
    photos,
    outside,
    log,
    now: Date.now,
    clock: createClock({ wall: Date.now, steady: () => performance.now(), known: null }),
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
  })
  await loadSearch(core)
  await dispatcher.start()
  await dispatcher.settle()
  const account = await db.read.select().from(accounts).get()
  if (!account) throw new Error('the dataset has no account')
  return {
    core,
    publisher,
    api: createCaller(commandContext(core, { kind: 'account', ...account })),
    async close() {
      await dispatcher.stop()
      outside.close()
      await Promise.all([photos.close(), search.close()])
      await db.close()
    },
  }
}
