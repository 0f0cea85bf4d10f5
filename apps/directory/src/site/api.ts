import type { ErrorBody } from '@carillon/contract'
import type { Locale } from '@carillon/contract/lists'
import { noteAnswer } from './clock.ts'
import type { Input, Mutations, Output, Queries } from './calls.ts'

/** A refusal by the server, with a sentence for the reader; `offline` when no answer came at all. */
export class ApiError extends Error {
  readonly code: ErrorBody['code'] | 'offline'
  constructor(code: ErrorBody['code'] | 'offline', message: string) {
    super(message)
    this.code = code
  }
}

/** Procedures that one request may hold. */
const BATCH = 10

type Answer = { result?: { data: unknown }; error?: { data?: Partial<ErrorBody> } }

/** The API in the language of the page. tRPC's client would double what a reader loads for a dozen procedures. */
export function createApi(locale: Locale) {
  const headers = { 'Accept-Language': locale }

  async function send<T>(url: string, init: RequestInit): Promise<T> {
    const sentAt = Date.now()
    try {
      // The browser's own cache would have its words on the disk for long after it may show them.
      const answer = await fetch(url, { ...init, cache: 'no-store' })
      noteAnswer(answer, sentAt)
      return await answer.json()
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw new ApiError('offline', '')
    }
  }

  async function call<T>(url: string, init: RequestInit): Promise<T> {
    return open(await send<Answer>(url, init))
  }

  return {
    query<P extends keyof Queries & string>(
      procedure: P,
      input: Input<Queries[P]>,
      signal: AbortSignal | null = null,
    ): Promise<Output<Queries[P]>> {
      const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      return call(`/api/trpc/${procedure}${asked}`, { headers, signal })
    },
    /** The same question of several channels, in one request for every ten of them. What is refused is left out. */
    async queryEach<P extends keyof Queries & string>(
      procedure: P,
      inputs: Input<Queries[P]>[],
    ): Promise<Output<Queries[P]>[]> {
      const answers: Answer[] = []
      for (let at = 0; at < inputs.length; at += BATCH) {
        const some = inputs.slice(at, at + BATCH)
        const names = some.map(() => procedure).join(',')
        const url = `/api/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify({ ...some }))}`
        answers.push(...(await send<Answer[]>(url, { headers })))
      }
      return answers.filter((answer) => answer.result).map((answer) => open(answer))
    },
    mutate<P extends keyof Mutations & string>(
      procedure: P,
      input: Input<Mutations[P]>,
    ): Promise<Output<Mutations[P]>> {
      const body = JSON.stringify(input)
      return call(`/api/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body,
      })
    },
  }
}

function open<T>(answer: Answer): T {
  if (answer.result) return answer.result.data as T
  throw new ApiError(answer.error?.data?.code ?? 'server.internal', answer.error?.data?.message ?? '')
}

export type Api = ReturnType<typeof createApi>
