import type { LiveEvent } from '@carillon/contract'
import { answerFor, forgetAnswers, isKept, questionOf } from './answers.ts'
import { takeNews } from './news.ts'
import { forgetPages, pageFor } from './pages.ts'
import { forgetPictures, isPicture, pictureFor } from './pictures.ts'
import { purge } from './purge.ts'
import {
  closeExpired,
  closeNotificationOf,
  closeNotifications,
  onNotificationClick,
  onPush,
  onSubscriptionChange,
} from './push.ts'
import { assetFrom, dropEarlierSites, saveSite } from './site.ts'

declare const self: ServiceWorkerGlobalScope

// A new version takes over at once: pages ask the server first, so none of them depends on the worker that it met.
self.addEventListener('install', (event) => {
  event.waitUntil(saveSite().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const begin = [dropEarlierSites(), forgetPages(), self.registration.navigationPreload?.enable()]
  event.waitUntil(Promise.all(begin).then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method === 'POST' && BECOMES.test(url.pathname)) return event.respondWith(becomeFor(event))
  if (request.method !== 'GET' || url.origin !== location.origin || isConsole(request, url)) return
  if (url.pathname.startsWith('/api/trpc/')) {
    const question = questionOf(url)
    if (question) event.respondWith(answerFor(event, question))
  } else if (isPicture(url.pathname)) {
    if (request.destination === 'image') event.respondWith(pictureFor(event, isKept))
  } else if (request.mode === 'navigate') {
    if (!url.pathname.startsWith('/api/')) event.respondWith(pageFor(event))
  } else if (url.pathname.startsWith('/_astro/')) event.respondWith(assetFrom(request))
})

self.addEventListener('message', (event) => {
  const told = event.data as LiveEvent | 'forget'
  if (told === 'forget') event.waitUntil(forget())
  else {
    const shown = told.type === 'gone' ? closeNotificationOf(told.postId) : null
    event.waitUntil(Promise.all([takeNews(told), shown]))
  }
})

self.addEventListener('push', (event) => event.waitUntil(onPush(event)))
self.addEventListener('notificationclick', (event) => event.waitUntil(onNotificationClick(event)))
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(onSubscriptionChange(event)))

// Whatever woke it, what is past its time goes.
void purge()
void closeExpired()

/** Whoever it was is forgotten, or is another one now. */
const BECOMES = /^\/api\/trpc\/followers\.(forget|join|recover)$/

async function becomeFor({ request }: FetchEvent): Promise<Response> {
  const answer = await fetch(request)
  if (answer.ok) await forget()
  return answer
}

const forget = () => Promise.all([forgetAnswers(), forgetPictures(), forgetPages(), closeNotifications()])

/** The console has no business here: nothing of it is kept. */
function isConsole(request: Request, url: URL): boolean {
  const from = request.mode === 'navigate' ? url : URL.parse(request.referrer)
  return /^\/console(\/|$)/.test(from?.pathname ?? '')
}
