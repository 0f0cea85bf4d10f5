import { pageFor } from './pages.ts'
import { assetFrom, dropEarlierSites, saveSite } from './site.ts'

declare const self: ServiceWorkerGlobalScope

// A new version takes over at once: pages ask the server first, so none of them depends on the worker that it met.
self.addEventListener('install', (event) => {
  event.waitUntil(saveSite().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([dropEarlierSites(), self.registration.navigationPreload?.enable(), self.clients.claim()]),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || isConsole(request, url)) return
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(pageFor(event))
  else if (url.pathname.startsWith('/_astro/')) event.respondWith(assetFrom(request))
})

/** The console has no business here: nothing of it is kept. */
function isConsole(request: Request, url: URL): boolean {
  const from = request.mode === 'navigate' ? url : URL.parse(request.referrer)
  return /^\/console(\/|$)/.test(from?.pathname ?? '')
}
