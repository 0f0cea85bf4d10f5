import { LIMITS } from '@carillon/contract'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Core, Ctx } from './core/context.ts'
import { AppError } from './core/errors.ts'
import { codeOf } from './core/trpc.ts'
import { requestContext } from './http/context.ts'
import { answerError, statusOf } from './http/errors.ts'
import { type Env, pictures } from './http/pictures.ts'
import { appRouter } from './router.ts'

/** Bodies of procedures: the largest is an import of OPML files. */
const upTo = bodyLimit({
  maxSize: LIMITS.importBytes * 2,
  onError() {
    throw new AppError('input.too_large')
  },
})

/** The API, to be mounted at `/api`. `addressOf` tells the peer's address of a request. */
export function createApp(core: Core, addressOf: (env: unknown) => string) {
  return new Hono<Env>()
    .onError((error, c) => answerError(c, core.log, error))
    .notFound((c) => answerError(c, core.log, new AppError('request.not_found')))
    .use(async (c, next) => {
      c.set('ctx', await requestContext(core, c.req.raw, addressOf(c.env)))
      await next()
      for (const cookie of c.var.ctx.responseHeaders.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      // Nobody keeps an answer but where it says so itself.
      if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    })
    .all('/trpc/*', upTo, (c) => answerTrpc(c.req.raw, c.var.ctx))
    .route('/', pictures)
}

function answerTrpc(request: Request, ctx: Ctx): Promise<Response> {
  const url = new URL(request.url)
  const procedures = url.pathname.split('/').at(-1)!.split(',').length
  if (procedures > LIMITS.batch) throw new AppError('request.batch_too_large')
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => ctx,
    responseMeta({ errors }) {
      const [error] = errors
      return errors.length === 1 && error ? { status: statusOf(codeOf(error)) } : {}
    },
  })
}
