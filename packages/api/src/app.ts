import { LIMITS } from '@carillon/contract'
import type { TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { archiveFiles } from './archives/http.ts'
import type { Core, Ctx } from './core/context.ts'
import { AppError } from './core/errors.ts'
import { codeOf } from './core/trpc.ts'
import { type Env, requestContext } from './http/context.ts'
import { answerError, retryHeader, statusOf } from './http/errors.ts'
import { files } from './http/files.ts'
import { media } from './http/media.ts'
import { uploads } from './http/uploads.ts'
import { importFiles } from './imports/http.ts'
import { appRouter } from './router.ts'
import { stickerFiles } from './stickers/http.ts'

/** Bodies of procedures: files have routes of their own. */
const upTo = bodyLimit({
  maxSize: LIMITS.bodyBytes,
  onError() {
    throw new AppError('input.too_large')
  },
})

/** The API, to be mounted at `/api`. `addressOf` tells the peer's address of a request. */
export function createApp(core: Core, addressOf: (env: unknown) => string) {
  return new Hono<Env>()
    .onError((error, c) => answerError(c, core.log, error))
    .use(async (c, next) => {
      c.set('ctx', await requestContext(core, c.req.raw, addressOf(c.env)))
      await next()
      for (const cookie of c.var.ctx.responseHeaders.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      // Nobody keeps an answer but where it says so itself.
      if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    })
    .all('/trpc/*', upTo, (c) => answerTrpc(c.req.raw, c.var.ctx))
    .route('/', uploads)
    .route('/', files)
    .route('/', media)
    .route('/', archiveFiles)
    .route('/', importFiles)
    .route('/', stickerFiles)
    .all('*', () => {
      throw new AppError('request.not_found')
    })
}

async function answerTrpc(request: Request, ctx: Ctx): Promise<Response> {
  const commas = new URL(request.url).pathname.match(/,|%2c/gi)?.length ?? 0
  if (commas >= LIMITS.batch) throw new AppError('request.batch_too_large')
  // What tRPC refuses before it knows the context would be answered in English, whatever was asked for.
  const early: TRPCError[] = []
  // Of a subscription tRPC would say with 200 that it is refused, and a plain `EventSource` would ask again for ever.
  const refused: TRPCError[] = []
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => ctx,
    onError({ error, ctx: known, type }) {
      if (!known) early.push(error)
      if (type === 'subscription') refused.push(error)
    },
    responseMeta({ errors, info }) {
      const [error] = errors
      const headers = retryHeader(errors.map(({ cause }) => cause))
      return error && !info?.isBatchCall ? { status: statusOf(codeOf(error)), headers } : { headers }
    },
  })
  if (early[0]) throw new AppError(codeOf(early[0]))
  if (!refused[0]) return response
  const headers = [...response.headers, ...Object.entries(retryHeader(refused.map(({ cause }) => cause)))]
  return new Response(response.body, { status: statusOf(codeOf(refused[0])), headers: headers as [string, string][] })
}
