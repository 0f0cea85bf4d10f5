import type { ErrorBody, ErrorCode } from '@carillon/contract'
import { TRPCClientError } from '@trpc/client'

/** A refusal: the instance was reached, and said no. */
export class CarillonError extends Error {
  override readonly name = 'CarillonError'
  /** Stable, for programs. An instance newer than this client may send others: keep a `default` in a `switch`. */
  readonly code: ErrorCode
  /** What is wrong with each field of the input, for people, by its dotted path: `{ 'content.text': '…' }`. */
  readonly fields: Record<string, string>

  /** Seconds until it is worth asking again, of `request.too_many`; `null` where the instance doesn't say. */
  readonly retryAfter: number | null

  /** `message` is a sentence for people, in the client's language. */
  constructor({ code, message, fields, retryAfter }: ErrorBody) {
    super(message)
    this.code = code
    this.fields = fields
    this.retryAfter = retryAfter ?? null
  }
}

/** No answer came, or one that isn't Carillon's, such as a proxy's. A query may be tried again. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  /** Of the answer that came instead; `null` where none did. */
  readonly status: number | null

  constructor(message: string, status: number | null, cause: unknown) {
    super(message, { cause })
    this.status = status
  }
}

/** The refusal in whatever a call threw; `null` when it was something else, such as a broken connection. */
export function refusalOf(error: unknown): CarillonError | null {
  return error instanceof CarillonError ? error : null
}

/** What a call throws for what tRPC threw. */
export function failureOf(error: unknown): CarillonError | ConnectionError {
  if (!(error instanceof TRPCClientError)) return connectionError(error, null)
  if (isErrorBody(error.data)) return new CarillonError(error.data)
  const { response } = (error.meta ?? {}) as { response?: Response }
  return connectionError(error.cause ?? error, response?.status ?? null)
}

export function connectionError(cause: unknown, status: number | null): ConnectionError {
  if (cause instanceof ConnectionError) return cause
  const what = status === null ? 'The instance could not be reached' : `What answered (${status}) is not Carillon`
  return new ConnectionError(cause instanceof Error ? `${what}: ${cause.message}` : what, status, cause)
}

/** What came, if it can be an instance's answer: they are all JSON. */
export function requireJson(response: Response): Response {
  if (response.headers.get('content-type')?.includes('application/json')) return response
  throw connectionError(undefined, response.status)
}

/** What an answer that isn't one refuses with. */
export async function refusalIn(response: Response): Promise<CarillonError | ConnectionError> {
  const body: unknown = await response.json().catch(() => null)
  return isErrorBody(body) ? new CarillonError(body) : connectionError(undefined, response.status)
}

export function isErrorBody(data: unknown): data is ErrorBody {
  const body = data as Partial<ErrorBody> | null | undefined
  return typeof body?.code === 'string' && typeof body.message === 'string' && typeof body.fields === 'object'
}
