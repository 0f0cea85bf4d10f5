import { answerLive, type Core, isLive } from '@carillon/api'
import type { Hono } from 'hono'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Meter } from './metrics/meter.ts'

const ROUTE = '/api/trpc/live.*'

/**
 * Live connections are answered before the application sees them, for they never end: their frames go straight to the
 * sockets. What is refused goes on to the application, which says why.
 */
export async function openLive(core: Core, meter: Pick<Meter, 'request'>, door: Hono) {
  const head = await headOf(door)
  return (request: IncomingMessage, response: ServerResponse, application: RequestListener): boolean => {
    if (!isLive(request)) return false
    const began = performance.now()
    void answerLive(core, request, response, head).then((answered) => {
      if (answered) meter.request('GET', ROUTE, 200, (performance.now() - began) / 1000)
      else application(request, response)
    })
    return true
  }
}

/** What every answer carries, as the door itself writes it. */
async function headOf(door: Hono): Promise<string> {
  const { headers } = await door.request('/healthz')
  return [...headers]
    .filter(([name]) => !name.startsWith('content-') || name === 'content-security-policy')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
}
