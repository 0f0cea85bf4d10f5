import { createApp, type Running } from '@carillon/api'
import { Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { keepShared } from './shared.ts'
import { siteRoutes } from './site/routes.ts'

type Readiness = { site: boolean; search: boolean }
type Door = Omit<Parameters<typeof siteRoutes>[0], 'origin'> & {
  readiness: () => Readiness
  addressOf: (env: unknown) => string
  /** Stands before everything. */
  watch: MiddlewareHandler
}

/** Everything on one port: the API, the console and the directory. */
export function createDoor({ core }: Running, door: Door): Hono {
  const { readiness, addressOf, watch, ...site } = door
  const app = new Hono()
  app.use(watch)
  app.use(keepShared(core))
  app.use(secureHeaders(headers(core.origin.startsWith('https:'))))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', (c) => {
    const state = readiness()
    return c.json(state, Object.values(state).every(Boolean) ? 200 : 503)
  })
  app.route('/api', createApp(core, addressOf))
  app.route('/', siteRoutes({ ...site, origin: core.origin }))
  return app
}

function headers(https: boolean): Parameters<typeof secureHeaders>[0] {
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: https ? 'max-age=31536000; includeSubDomains' : false,
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], geolocation: [], microphone: ['self'] },
  }
}
