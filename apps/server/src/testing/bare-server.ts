import { expirePosts, loadSearch } from '@carillon/api'
import { serve } from '@hono/node-server'
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { flushCompileCache } from 'node:module'
import { openDirect } from '../direct.ts'
import { readSettings } from '../env.ts'
import { createDoor } from '../http.ts'
import { openInstance } from '../instance.ts'
import { createLog } from '../log.ts'
import { noMeter } from '../metrics/meter.ts'
import { createNote, watchRequests } from '../metrics/requests.ts'

/**
 * The server without its sites, on a port that the system picks and that it names on standard output: quick to start,
 * for tests that end it by force.
 */
const settings = readSettings()
const log = createLog(Date.now, settings.logLevel)
const instance = await openInstance(settings, log, Date.now)
await expirePosts(instance.core)
await loadSearch(instance.core)
await instance.dispatcher.start()
instance.sender.start()
instance.publisher.start()
await instance.poller.start()
const door = createDoor(instance, {
  site: () => null,
  console: () => null,
  getChannel: async () => ({ status: 'missing' }),
  readiness: () => ({ site: false, search: true }),
  addressOf: () => '127.0.0.1',
  watch: watchRequests(noMeter, log),
})
const direct = await openDirect(instance.core, createNote(noMeter, log), door)
const create = (options: ServerOptions, application: RequestListener) =>
  createServer(options, (request, response) => {
    if (!direct(request, response, application)) application(request, response)
  })
serve({ fetch: door.fetch, port: 0, hostname: '127.0.0.1', createServer: create as typeof createServer }, ({ port }) =>
  process.stdout.write(`listening on ${port}\n`),
)
// Node would keep what it compiled when it ends by itself, which this never does.
flushCompileCache()
