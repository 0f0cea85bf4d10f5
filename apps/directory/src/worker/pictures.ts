import { dropBeyond } from './caches.ts'

/** Of the newest so many. */
const MOST = 200
/** Larger ones are read with a connection only, bytes. */
const LARGEST = 300_000

const OF_POSTS = 'pictures'
/** Channels' avatars and stickers, which don't end with a post. */
const OF_CHANNELS = 'avatars'

const MEDIA = /^\/api\/media\/(med_[0-9a-z]{26})\/\d+$/
const LASTING = /^\/api\/(avatars|stickers)\//

export const isPicture = (path: string) => MEDIA.test(path) || LASTING.test(path)

/** A picture from the server; without a connection, the kept one, in whatever size. */
export async function pictureFor(event: FetchEvent, isKept: (mediaId: string) => Promise<boolean>): Promise<Response> {
  const { request } = event
  const { pathname } = new URL(request.url)
  const mediaId = MEDIA.exec(pathname)?.[1]
  const cache = await caches.open(mediaId ? OF_POSTS : OF_CHANNELS)
  const answer = await fetch(request).catch(() => null)
  if (!answer) {
    const saved = mediaId ? await anySize(cache, mediaId) : await cache.match(request, { ignoreVary: true })
    return saved ?? Response.error()
  }
  if (answer.status === 200) {
    const copy = answer.clone()
    event.waitUntil(
      (async () => {
        if (mediaId && !(await isKept(mediaId))) return
        const body = await copy.blob()
        if (body.size > LARGEST) return
        await cache.put(request, new Response(body, { headers: { 'Content-Type': body.type } }))
        await dropBeyond(cache, MOST)
      })(),
    )
  }
  return answer
}

async function anySize(cache: Cache, mediaId: string): Promise<Response | undefined> {
  const name = (await cache.keys()).findLast(({ url }) => url.includes(`/${mediaId}/`))
  return name && cache.match(name)
}

export async function dropPictures(mediaIds: string[]): Promise<void> {
  if (mediaIds.length === 0) return
  const cache = await caches.open(OF_POSTS)
  const of = (await cache.keys()).filter(({ url }) => mediaIds.some((mediaId) => url.includes(`/${mediaId}/`)))
  await Promise.all(of.map((name) => cache.delete(name)))
}

export async function forgetPictures(): Promise<void> {
  await Promise.all([OF_POSTS, OF_CHANNELS].map((name) => caches.delete(name)))
}
