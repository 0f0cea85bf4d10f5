import type { ErrorCode } from '@carillon/contract'

/** Why a file is not taken, thrown in a worker. */
export class Refusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}
