import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openDirect } from './direct.ts'
import type { Settings } from './env.ts'
import type { Instance } from './instance.ts'
import { openLive } from './live.ts'
import type { Note } from './metrics/requests.ts'
import { answerShared } from './shared.ts'

export type Listening = { port: number; close: () => Promise<void> }

/** Opens the port. What is the same for all, what never ends and what comes by the thousand is answered before the door sees it. */
export async function listen(
  { core, meter }: Pick<Instance, 'core' | 'meter'>,
  door: Hono,
  { port, host }: Pick<Settings, 'port' | 'host'>,
  note: Note,
): Promise<Listening> {
  const answerLive = await openLive(core, meter, door)
  const answerDirect = await openDirect(core, note, door)
  const create = (options: ServerOptions, application: RequestListener) =>
    createServer(options, (request, response) => {
      if (answerShared(core, meter, request, response)) return
      if (answerDirect(request, response, application) || answerLive(request, response, application)) return
      application(request, response)
    })
  const server = serve({ fetch: door.fetch, port, hostname: host, createServer: create as typeof createServer })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () => close(server as Server, () => core.live.close()),
  }
}

/** Lets answers under way finish, and ends those that would never; drops connections that only wait. */
async function close(server: Server, endLive: () => void): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // Only now: whoever comes back must find nobody, and not be refused.
  endLive()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 1_000).unref()
  await closed
}
