import { dropBeyond } from './caches.ts'
import { savedFile } from './site.ts'

/** Of channels, which the server fills for each. No word of a post is in them. */
const PAGES = 'channels'
const MOST = 60

const CHANNEL = /^(?:\/fr|\/es)?\/c\/[a-z][a-z0-9_]{2,31}(?=\/|$)/

/** A page from the server; without a connection the saved one that fits its address, else the one that says so. */
export async function pageFor(event: FetchEvent): Promise<Response> {
  const { pathname } = new URL(event.request.url)
  try {
    const answer = ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request))
    if (CHANNEL.exec(pathname)?.[0] === pathname) event.waitUntil(saveChannel(pathname, answer.clone()))
    return answer
  } catch {
    return (await savedPage(pathname)) ?? Response.error()
  }
}

async function saveChannel(pathname: string, page: Response): Promise<void> {
  const cache = await caches.open(PAGES)
  const isForAll = page.status === 200 && !page.headers.get('Cache-Control')?.includes('no-store')
  if (!isForAll) await cache.delete(pathname)
  else {
    await cache.put(pathname, page)
    await dropBeyond(cache, MOST)
  }
}

async function savedPage(pathname: string): Promise<Response | undefined> {
  const [, prefix = '', path = '/'] = /^(\/fr|\/es)?(\/.*)?$/.exec(pathname.replace(/(.)\/$/, '$1')) ?? []
  const channel = CHANNEL.exec(pathname)?.[0]
  const saved = channel ? await (await caches.open(PAGES)).match(channel) : await savedFile(prefix + path)
  return saved ?? savedFile(`${prefix}/offline`)
}

/** Also where a new version begins: they load files of the build that they are from. */
export const forgetPages = () => caches.delete(PAGES)
