import type { ErrorCode } from '@carillon/contract'

/** A refusal that the caller may know of. Its status and its sentences are in the contract. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** What is wrong with single fields of the input, by dotted path: a code of its own each. */
  readonly fields: Record<string, ErrorCode>

  constructor(code: ErrorCode, fields: Record<string, ErrorCode> = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.fields = fields
  }
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
