import { TRPCClientError } from '@trpc/client'
import type { ErrorBody, ErrorCode } from '@carillon/contract'
import { wordsNow } from './interface.ts'

/** Why something didn't work, in the reader's language: from the API, or from the way to it. */
export type Failure = Omit<ErrorBody, 'code'> & { code: ErrorCode | 'offline' | 'obstacle' }

/** An answer of the plain HTTP routes that is no success. */
export class Refusal extends Error {
  readonly body: ErrorBody
  constructor(body: ErrorBody) {
    super(body.code)
    this.body = body
  }
}

/** What this browser can't do, in the reader's language. */
export class Obstacle extends Error {}

export function asFailure(error: unknown): Failure {
  const body = error instanceof Refusal ? error.body : error instanceof TRPCClientError ? error.data : null
  if (isBody(body)) return { code: body.code, message: body.message, fields: body.fields }
  if (error instanceof Obstacle) return { code: 'obstacle', message: error.message, fields: {} }
  return { code: 'offline', message: wordsNow().state.offline, fields: {} }
}

export function isSignedOut(error: unknown): boolean {
  return asFailure(error).code === 'accounts.signed_out'
}

function isBody(value: unknown): value is ErrorBody {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'fields' in value
}
