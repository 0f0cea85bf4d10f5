import { type Client, createClient } from '@carillon/client'

/** The API as an account of the console uses it: with a session, and from the instance's own address. */
export async function signInByApi(url: string, account: { email: string; password: string }): Promise<Client> {
  const cookies = new Map<string, string>()
  const client = createClient({
    url,
    async fetch(input, init) {
      const headers = new Headers(init?.headers)
      headers.set('origin', url)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await fetch(input, { ...init, headers })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (name) cookies.set(name, value ?? '')
      }
      return response
    },
  })
  await client.accounts.signIn.mutate(account)
  return client
}
