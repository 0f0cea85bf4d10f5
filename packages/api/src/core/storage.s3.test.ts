import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isDiskFull, StorageUnavailable } from './errors.ts'
import type { Facts } from './facts.ts'
import { createS3Storage } from './storage.s3.ts'
import { type S3Server, startS3 } from './storage.s3.testing.ts'
import { describeStorage, listNames } from './storage.suite.ts'

let s3: S3Server
beforeAll(async () => (s3 = await startS3()))
afterAll(() => s3.stop())

const quiet = { info() {}, error() {} }
let prefixes = 0
const emptyPrefix = () => `instance-${(prefixes += 1)}/`

describeStorage('storage in a bucket', () => createS3Storage({ ...s3.options, prefix: emptyPrefix() }, quiet))

test('two instances below their own prefixes of one bucket don’t see each other', async () => {
  const one = await createS3Storage({ ...s3.options, prefix: 'one/' }, quiet)
  const two = await createS3Storage({ ...s3.options, prefix: 'one/more/' }, quiet)
  await one.put('media/a', Buffer.from('1'))
  expect(await two.get('media/a')).toBeNull()
  expect(await listNames(two, '')).toEqual([])
})

describe('a service that', () => {
  let server: Server
  let asked: string[] = []
  let urls: string[] = []
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  /** Answers each request with the next of these, and with the last for ever. */
  async function answering(...answers: { status: number; body?: string }[]) {
    asked = []
    urls = []
    server = createServer((request, response) => {
      asked.push(request.method!)
      urls.push(request.url!)
      const { status, body = '' } = answers.length > 1 ? answers.shift()! : answers[0]!
      request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/xml' }).end(body))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const logged: Facts[] = []
    const log = { info() {}, error: (_: string, facts?: Facts) => void logged.push(facts!) }
    const storage = await createS3Storage({ ...s3.options, endpoint: `http://127.0.0.1:${port}` }, log)
    return { storage, logged }
  }
  const xml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`

  test('stumbles is asked again', async () => {
    const { storage } = await answering({ status: 503 }, { status: 500 }, { status: 200, body: 'here' })
    expect(Buffer.from((await storage.get('media/a'))!).toString()).toBe('here')
    expect(asked).toEqual(['GET', 'GET', 'GET'])
  })

  test('stays down is unavailable, after three tries', async () => {
    const { storage, logged } = await answering({ status: 503 })
    await expect(storage.put('media/a', Buffer.from('x'))).rejects.toThrow(StorageUnavailable)
    expect(asked).toEqual(['PUT', 'PUT', 'PUT'])
    expect(logged).toEqual([{ operation: 'put', status: 503, code: expect.anything() }])
  })

  test('doesn’t know our keys is asked once, and the log says what it said', async () => {
    const { storage, logged } = await answering({ status: 403, body: xml('InvalidAccessKeyId') })
    await expect(storage.get('media/a')).rejects.toThrow('get: 403 InvalidAccessKeyId')
    expect(asked).toEqual(['GET'])
    expect(logged).toEqual([{ operation: 'get', status: 403, code: 'InvalidAccessKeyId' }])
  })

  test('has lost the bucket is not taken for one without the object', async () => {
    const { storage } = await answering({ status: 404, body: xml('NoSuchBucket') })
    await expect(storage.get('media/a')).rejects.toThrow(StorageUnavailable)
    await expect(storage.put('media/a', Buffer.from('x'))).rejects.toThrow(StorageUnavailable)
  })

  test.each([
    { status: 507, body: '' },
    { status: 403, body: xml('QuotaExceeded') },
  ])('has no room ($status) is a full disk', async (answer) => {
    const { storage } = await answering(answer)
    const error = await storage.put('media/a', Buffer.from('x')).catch((error: unknown) => error)
    expect(isDiskFull(error)).toBe(true)
  })

  test('lists in pages is asked for every page', async () => {
    const page = (rest: string, ...names: string[]) => ({
      status: 200,
      body: `<?xml version="1.0"?><ListBucketResult>${rest}${names
        .map((name) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`)
        .join('')}</ListBucketResult>`,
    })
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a+b/c=</NextContinuationToken>'
    const { storage } = await answering(
      page(more, 'media/a', 'media/b'),
      page('<IsTruncated>false</IsTruncated>', 'media/c'),
    )
    expect(await listNames(storage, 'media/')).toEqual(['media/a', 'media/b', 'media/c'])
    expect(urls.map((url) => new URL(url, 'http://s3').searchParams.get('continuation-token'))).toEqual([
      null,
      'a+b/c=',
    ])
  })
})
