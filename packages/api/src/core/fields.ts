import { type ErrorBody, type ErrorCode, errorSentence, fieldSentence, type Locale } from '@carillon/contract'
import * as z from 'zod'
import { AppError, retryAfterOf } from './errors.ts'

/** What a client may know of an error: a stable code, a sentence in its language, and what is wrong with each field. */
export function bodyOf(code: ErrorCode, cause: unknown, locale: Locale): ErrorBody {
  const free = cause instanceof AppError ? cause.free : null
  const retryAfter = retryAfterOf(cause)
  return {
    code,
    message: errorSentence(code, locale, free ?? 0),
    fields: fieldSentences(cause, locale),
    ...(retryAfter === null ? {} : { retryAfter }),
    ...(free === null ? {} : { free }),
  }
}

/** Nobody mends more than this before trying again; an answer isn't to grow with what is sent. */
const MOST = 50

/** A sentence for each field that is wrong, by its dotted path. */
export function fieldSentences(cause: unknown, locale: Locale): Record<string, string> {
  if (cause instanceof AppError) {
    return Object.fromEntries(Object.entries(cause.fields).map(([path, code]) => [path, errorSentence(code, locale)]))
  }
  if (!(cause instanceof z.core.$ZodError)) return {}
  const fields = cause.issues
    .slice(0, MOST)
    .map((issue) => [issue.path.join('.'), fieldSentence(issue, locale)] as const)
  // The first thing that is wrong with a field is the one to mend first.
  return Object.fromEntries(fields.toReversed())
}
