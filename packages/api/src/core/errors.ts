import type { ErrorCode } from '@carillon/contract'
import { DrizzleQueryError } from 'drizzle-orm'

/** A refusal that the caller may know of. Its status and its sentences are in the contract. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** What is wrong with single fields of the input, by dotted path: a code of its own each. */
  readonly fields: Record<string, ErrorCode>
  /** Seconds until it is worth asking again, if that is known. */
  readonly retryAfter: number | null
  /** Bytes that a channel may still store, where that is why. */
  readonly free: number | null

  constructor(
    code: ErrorCode,
    fields: Record<string, ErrorCode> = {},
    retryAfter: number | null = null,
    free: number | null = null,
  ) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.retryAfter = retryAfter
    this.free = free
  }
}

export function retryAfterOf(error: unknown): number | null {
  return error instanceof AppError ? error.retryAfter : null
}

/** Whether the disk (or the database's file) could not grow. SQLite says so in its own words. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (code === 'ENOSPC' || code === 'EDQUOT' || (typeof code === 'string' && code.startsWith('SQLITE_FULL')))
      return true
  }
  return false
}

/** The storage can't answer now: it is down, too slow, or doesn't let us in. */
export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable'
}

/** Nobody knows what time it is, so nothing can be given an end. */
export class ClockInDoubt extends Error {
  override name = 'ClockInDoubt'
}

/** What a caller may know of a fault that is neither theirs nor the program's: it passes, or somebody makes room. */
export function passingFault(error: unknown): AppError | null {
  if (isDiskFull(error)) return new AppError('server.disk_full')
  if (error instanceof ClockInDoubt) return new AppError('server.clock_in_doubt')
  return error instanceof StorageUnavailable ? new AppError('server.storage_unavailable') : null
}

/** A fault as the log keeps it: with its causes, and without the values of a query, which may be addresses and tokens. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? String(error)
  const own = error instanceof DrizzleQueryError ? `Failed query: ${error.query}${framesOf(stack)}` : stack
  return error.cause === undefined ? own : `${own}\ncaused by ${traceOf(error.cause)}`
}

function framesOf(stack: string): string {
  return /(?:\n {4}at .*)+$/.exec(stack)?.[0] ?? ''
}
