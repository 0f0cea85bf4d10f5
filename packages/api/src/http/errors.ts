import {
  type ErrorBody,
  type ErrorCode,
  ERRORS,
  errorSentence,
  HTTP_STATUS,
  type Locale,
  pickLocale,
} from '@carillon/contract'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Log } from '../core/ports.ts'
import { AppError, isDiskFull } from '../core/errors.ts'
import { fieldSentences } from '../core/fields.ts'

/** An error as plain HTTP answers it: the same body that tRPC carries in `error.data`. */
export function answerError(c: Context, log: Log, error: unknown): Response {
  const cause =
    error instanceof AppError ? error : new AppError(isDiskFull(error) ? 'server.disk_full' : 'server.internal')
  if (cause.code === 'server.internal') {
    log.error('request.failed', { path: c.req.path, reason: error instanceof Error ? error.stack : String(error) })
  }
  const locale = pickLocale((c.req.header('accept-language') ?? '').split(','))
  return c.json(body(cause, locale), statusOf(cause.code))
}

export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return HTTP_STATUS[ERRORS[code]] as ContentfulStatusCode
}

function body(error: AppError, locale: Locale): ErrorBody {
  return { code: error.code, message: errorSentence(error.code, locale), fields: fieldSentences(error, locale) }
}
