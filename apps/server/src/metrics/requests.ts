import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { ServerLog } from '../log.ts'
import type { Meter } from './meter.ts'

/** Counts requests and, where the log wants to know, writes of each what it was and never whose: no address, no name. */
export function watchRequests(meter: Meter, log: ServerLog): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now()
    await next()
    const milliseconds = performance.now() - began
    // The pattern of the last handler that was reached.
    const route = routePath(c)
    meter.request(c.req.method, route, c.res.status, milliseconds / 1000)
    if (log.debugs) {
      const { method } = c.req
      log.debug('request', { method, route, status: c.res.status, milliseconds: Math.round(milliseconds) })
    }
  }
}
