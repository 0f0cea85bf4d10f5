import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { ServerLog } from '../log.ts'
import type { Meter } from './meter.ts'

/** Counts requests and, where the log wants to know, writes of each what it was and never whose: no address, no name. */
export function watchRequests(meter: Meter, log: ServerLog): MiddlewareHandler {
  const note = createNote(meter, log)
  return async (c, next) => {
    const began = performance.now()
    await next()
    // The pattern of the last handler that was reached.
    note(c.req.method, routePath(c), c.res.status, performance.now() - began)
  }
}

export type Note = (method: string, route: string, status: number, milliseconds: number) => void

/** What is written down of each request, whichever way it was answered. */
export function createNote(meter: Pick<Meter, 'request'>, log: Pick<ServerLog, 'debugs' | 'debug'>): Note {
  return (method, route, status, milliseconds) => {
    meter.request(method, route, status, milliseconds / 1000)
    if (log.debugs) log.debug('request', { method, route, status, milliseconds: Math.round(milliseconds) })
  }
}
