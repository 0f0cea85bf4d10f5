import { type ErrorBody, type ErrorCode, ERRORS, HTTP_STATUS, pickLocale } from '@carillon/contract'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Log } from '../core/ports.ts'
import { AppError, passingFault, retryAfterOf, traceOf } from '../core/errors.ts'
import { bodyOf } from '../core/fields.ts'

/** An error as plain HTTP answers it: the same body that tRPC carries in `error.data`. */
export function answerError(c: Context, log: Log, error: unknown): Response {
  const cause = error instanceof AppError ? error : (passingFault(error) ?? new AppError('server.internal'))
  if (cause.code === 'server.internal') {
    log.error('request.failed', { path: c.req.path, reason: traceOf(error) })
  }
  const locale = pickLocale((c.req.header('accept-language') ?? '').split(','))
  const answer = bodyOf(cause.code, cause, locale)
  return c.json(c.req.path.includes('/trpc/') ? enveloped(answer) : answer, statusOf(cause.code), {
    'cache-control': 'no-store',
    ...retryHeader([cause]),
  })
}

/** As tRPC's clients read it, so that a refusal at the door looks like one by a procedure. */
function enveloped(data: ErrorBody) {
  return { error: { message: data.message, code: TRPC_ERROR_CODES_BY_KEY.BAD_REQUEST, data } }
}

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return HTTP_STATUS[ERRORS[code]] as ContentfulStatusCode
}

/** For all of a batch, the time after which none of it is too early. */
export function retryHeader(errors: unknown[]): Record<string, string> {
  const seconds = errors.map(retryAfterOf).filter((one) => one !== null)
  return seconds.length > 0 ? { 'retry-after': String(Math.max(...seconds)) } : {}
}
