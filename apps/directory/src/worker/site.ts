/** What the build says of itself: put before the worker by `apps/directory/worker.ts`. */
declare global {
  interface ServiceWorkerGlobalScope {
    site: { version: string; files: string[] }
  }
}
declare const self: ServiceWorkerGlobalScope

const PREFIX = 'site-'
const NAME = PREFIX + self.site.version

/** Pages that can be shown without a connection, with all that they load. */
export async function saveSite(): Promise<void> {
  const cache = await caches.open(NAME)
  // Past the browser's own cache, where a page of an earlier build may lie.
  await cache.addAll(self.site.files.map((file) => new Request(file, { cache: 'no-cache' })))
}

export async function dropEarlierSites(): Promise<void> {
  const names = await caches.keys()
  const earlier = names.filter((name) => name.startsWith(PREFIX) && name !== NAME)
  await Promise.all(earlier.map((name) => caches.delete(name)))
}

/** Files whose names tell their content: the saved copy is as good as the server's. */
export async function assetFrom(request: Request): Promise<Response> {
  return (await savedFile(request.url)) ?? fetch(request)
}

export async function savedFile(url: string): Promise<Response | undefined> {
  return (await caches.open(NAME)).match(url, { ignoreVary: true })
}
