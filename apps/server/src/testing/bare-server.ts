import { keepTime, loadSearch } from '@carillon/api'
import { flushCompileCache } from 'node:module'
import { readSettings } from '../env.ts'
import { createDoor } from '../http.ts'
import { openInstance } from '../instance.ts'
import { listen } from '../listen.ts'
import { createLog } from '../log.ts'
import { noMeter } from '../metrics/meter.ts'
import { createNote, watchRequests } from '../metrics/requests.ts'

/**
 * The server without its sites, on the port that it is given, or that the system picks, and that it names on standard
 * output: quick to start, for tests that end it.
 */
const settings = readSettings()
const log = createLog(Date.now, settings.logLevel)
const instance = await openInstance(settings, log, Date.now)
await instance.core.night('start')
await loadSearch(instance.core)
await instance.dispatcher.start()
instance.sender.start()
instance.notifier.start()
instance.publisher.start()
await instance.poller.start()
const endTime = keepTime(instance.core)
const door = createDoor(instance, {
  site: () => null,
  console: () => null,
  getChannel: async () => ({ status: 'missing' }),
  readiness: () => ({ site: false, search: true }),
  addressOf: () => '127.0.0.1',
  watch: watchRequests(noMeter, log),
})
const note = createNote(noMeter, log)
const { port, close } = await listen(instance, door, { port: Number(process.argv[2] ?? 0), host: '127.0.0.1' }, note)
process.once(
  'SIGTERM',
  () =>
    void close()
      .then(endTime)
      .then(() => instance.close()),
)
process.stdout.write(`listening on ${port}\n`)
// Node would keep what it compiled when it ends by itself, which this seldom does.
flushCompileCache()
