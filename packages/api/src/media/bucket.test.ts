import { DAY } from '@carillon/contract'
import { Hono } from 'hono'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Storage } from '../core/ports.ts'
import { createS3Storage } from '../core/storage.s3.ts'
import { type S3Server, startS3 } from '../core/storage.s3.testing.ts'
import { listNames } from '../core/storage.suite.ts'
import { expirePosts } from '../retention/expire.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'

/** One instance whose pictures lie in a bucket: the tests are its life, in this order. */
let s3: S3Server
let bucket: Storage
let instance: TestInstance
let app: Hono
let key: string
let picture: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  s3 = await startS3()
  bucket = await createS3Storage(s3.options, { info() {}, error() {} })
  instance = await openTestInstance({ storage: bucket })
  app = new Hono().route(
    '/api',
    createApp(instance.core, () => '203.0.113.9'),
  )
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  const scopes = ['read' as const, 'publish' as const, 'profile' as const]
  key = (await instance.as(owner).keys.create({ handle: 'bells', name: 'All', scopes })).secret
  const made = sharp({ create: { width: 700, height: 500, channels: 3, background: '#884422' } })
  picture = new Uint8Array(await made.jpeg().toBuffer())
})
afterAll(async () => {
  await instance.close()
  await s3.stop()
})

const program = () => ({ authorization: `Bearer ${key}` })
const upload = (kind = 'photo') =>
  app.request(`/api/uploads/${kind}?handle=bells`, { method: 'POST', headers: program(), body: picture })
const call = (procedure: string, input: unknown) =>
  app.request(`/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { ...program(), 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
const read = () => app.request(`/api/trpc/posts.list?input=${encodeURIComponent('{"handle":"bells"}')}`)
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

async function publish() {
  const { mediaId, widths } = (await (await upload()).json()) as { mediaId: string; widths: number[] }
  const content = { kind: 'photo', text: 'Brown', photo: { mediaId, alt: '' } }
  const answer = await call('posts.publish', { handle: 'bells', content })
  const { result } = (await answer.json()) as { result: { data: { id: string } } }
  return { postId: result.data.id, mediaId, widths }
}

describe('a photo in a bucket', () => {
  let post: Awaited<ReturnType<typeof publish>>

  test('is read back whole', async () => {
    post = await publish()
    expect(await listNames(bucket, 'media/')).toHaveLength(post.widths.length)
    const answer = await app.request(`/api/media/${post.mediaId}/320`)
    expect(answer.status).toBe(200)
    expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(320)
  })

  test.each([
    [0, 0],
    [0, 15],
    [5, 40],
    [16, 31],
    [33, 9_999_999],
  ])('is read from byte %i to byte %i', async (start, end) => {
    const whole = Buffer.from(await (await app.request(`/api/media/${post.mediaId}/320`)).arrayBuffer())
    const headers = { range: `bytes=${start}-${end}` }
    const answer = await app.request(`/api/media/${post.mediaId}/320`, { headers })
    const last = Math.min(end, whole.length - 1)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${last}/${whole.length}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(whole.subarray(start, last + 1))).toBe(true)
  })

  test('lies there encrypted', async () => {
    for (const name of await listNames(bucket, 'media/')) {
      expect(Buffer.from((await bucket.get(name))!).toString('latin1')).not.toContain('WEBP')
    }
  })

  test('is gone from it when its post’s time is over', async () => {
    instance.clock.now = START + 30 * DAY
    await expirePosts(instance.core)
    expect(await listNames(bucket, 'media/')).toEqual([])
    expect((await app.request(`/api/media/${post.mediaId}/320`)).status).toBe(404)
  })
})

describe('while the bucket’s service is down', () => {
  let post: Awaited<ReturnType<typeof publish>>
  let before: string[]
  beforeAll(async () => {
    post = await publish()
    before = await listNames(bucket, '')
    await s3.goDown()
  })

  test('an upload is refused with 503, and leaves nothing to publish', { timeout: 60_000 }, async () => {
    for (const kind of ['photo', 'avatar']) {
      const answer = await upload(kind)
      expect(answer.status).toBe(503)
      expect(await codeOf(answer)).toBe('server.storage_unavailable')
    }
  })

  test('a picture is not shown, and nobody keeps that answer', async () => {
    const answer = await app.request(`/api/media/${post.mediaId}/320`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('posts are read, published and deleted', async () => {
    expect((await read()).status).toBe(200)
    const text = await call('posts.publish', { handle: 'bells', content: { kind: 'text', text: 'Ding' } })
    expect(text.status).toBe(200)
    expect((await call('posts.delete', { handle: 'bells', postId: post.postId })).status).toBe(200)
  })

  test('the nightly job destroys the keys, says that files are left, and finishes when it is back', async () => {
    instance.clock.now += 31 * DAY
    await expect(expirePosts(instance.core)).rejects.toThrow('delete: ECONNREFUSED')
    expect(await instance.core.keys.days()).toEqual([])
    await s3.comeBack()
    expect(await listNames(bucket, '')).toEqual(before)
    await expirePosts(instance.core)
    expect(await listNames(bucket, '')).toEqual([])
  })
})
