import type { PostPage } from '@carillon/contract'

const ORIGIN = 'http://localhost:4000'

export type Answer<T> = { status: number; data: T; code: string | null; cookie: string }

/** A change by the API: `headers` say who asks. */
export async function change<T = unknown>(
  url: string,
  procedure: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const answer = await fetch(`${url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
  return read<T>(answer)
}

export async function ask<T = unknown>(
  url: string,
  procedure: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const query = encodeURIComponent(JSON.stringify(input))
  return read<T>(await fetch(`${url}/trpc/${procedure}?input=${query}`, { headers }))
}

async function read<T>(answer: Response): Promise<Answer<T>> {
  const body = (await answer.json()) as { result?: { data: T }; error?: { data: { code: string } } }
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return {
    status: answer.status,
    data: body.result?.data as T,
    code: body.error?.data.code ?? null,
    cookie: cookie.join('; '),
  }
}

/** What says that it is an account made by `TestInstance.account`. */
export async function signIn(url: string, name: string): Promise<Record<string, string>> {
  const account = { email: `${name}@carillon.test`, password: `password of ${name}` }
  const { status, cookie } = await change(url, 'accounts.signIn', account, { origin: ORIGIN })
  if (status !== 200) throw new Error(`${name} could not sign in: ${status}`)
  return { cookie, origin: ORIGIN }
}

/** The newest posts of the channel, as anybody reads them. */
export async function readPosts(url: string): Promise<PostPage['items']> {
  return (await ask<PostPage>(url, 'posts.list', { handle: 'bells', limit: 50 })).data.items
}
