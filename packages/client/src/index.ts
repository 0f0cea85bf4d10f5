import type { AppRouter } from '@carillon/api'
import type { ErrorBody, Upload } from '@carillon/contract'
import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClient } from '@trpc/client'

export type { AppRouter }

export type ClientOptions = {
  /** Address of the instance, such as `https://channels.example`. Leave it out on the instance's own pages. */
  url?: string
  /** Makes the client a program that acts for one channel. */
  apiKey?: string
  /** Language of error messages: `en`, `fr` or `es`. */
  language?: string
  fetch?: typeof globalThis.fetch
}

export type Client = TRPCClient<AppRouter> & {
  uploads: {
    /** Sends a picture for a post of this channel, to be used in it within a day. Throws `CarillonError`. */
    photo: (handle: string, picture: Blob | Uint8Array<ArrayBuffer>) => Promise<Upload>
  }
}

/** What the server takes in one request. */
const BATCH = 10

/** A client for every procedure of an instance: `client.posts.list.query({ handle: 'bells' })`. */
export function createClient({ url = '', apiKey, language, fetch = globalThis.fetch }: ClientOptions = {}): Client {
  const headers: Record<string, string> = {}
  if (apiKey) headers['authorization'] = `Bearer ${apiKey}`
  if (language) headers['accept-language'] = language
  const base = `${url.replace(/\/$/, '')}/api`
  const procedures = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${base}/trpc`,
        headers,
        maxItems: BATCH,
        fetch: (input, init) => fetch(input, init as RequestInit),
      }),
    ],
  })
  async function photo(handle: string, picture: Blob | Uint8Array<ArrayBuffer>): Promise<Upload> {
    const address = `${base}/uploads/photo?handle=${encodeURIComponent(handle)}`
    const response = await fetch(address, { method: 'POST', headers, body: picture })
    if (!response.ok) throw new CarillonError((await response.json()) as ErrorBody)
    return (await response.json()) as Upload
  }
  const uploads = { photo }
  return new Proxy(procedures as Client, {
    get: (target, name) => (name === 'uploads' ? uploads : (Reflect.get(target, name) as unknown)),
  })
}

/** A refusal: a stable `code`, a sentence for people, and what is wrong with each field. */
export class CarillonError extends Error {
  readonly code: ErrorBody['code']
  readonly fields: ErrorBody['fields']
  constructor(body: ErrorBody) {
    super(body.message)
    this.name = 'CarillonError'
    this.code = body.code
    this.fields = body.fields
  }
}

/** The refusal in whatever a call threw; `null` when it was something else, such as a broken connection. */
export function refusalOf(error: unknown): CarillonError | null {
  if (error instanceof CarillonError) return error
  if (!(error instanceof TRPCClientError)) return null
  const data = error.data as ErrorBody | null | undefined
  return data?.code && data.fields ? new CarillonError(data) : null
}
