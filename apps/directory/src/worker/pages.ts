import { savedFile } from './site.ts'

/** A page from the server; without a connection the saved one that fits its address, else the one that says so. */
export async function pageFor({ request, preloadResponse }: FetchEvent): Promise<Response> {
  try {
    return ((await preloadResponse) as Response | undefined) ?? (await fetch(request))
  } catch {
    const { pathname } = new URL(request.url)
    return (await savedPage(pathname)) ?? Response.error()
  }
}

async function savedPage(pathname: string): Promise<Response | undefined> {
  const [, prefix = '', path = '/'] = /^(\/fr|\/es)?(\/.*)?$/.exec(pathname.replace(/(.)\/$/, '$1')) ?? []
  return (await savedFile(prefix + path)) ?? savedFile(`${prefix}/offline`)
}
