import http from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutside, type Outside, OutsideError, type OutsideRequest } from './outside.ts'

const LIMITS: OutsideRequest = { maxBytes: 100_000, timeout: 2_000, redirects: 3 }

/** Stands for whatever lies inside: no packet may ever reach it. */
let canary: net.Server
let caught = 0
let server: http.Server
let port: number
let canaryPort: number
let outside: Outside
const routes: Record<string, http.RequestListener> = {
  '/ok': (_, res) => void res.end('hello'),
  '/packed': (_, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
  '/bomb': (_, res) => void res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  '/inside': (_, res) => void res.writeHead(302, { location: `http://127.0.0.1:${canaryPort}/` }).end(),
  '/file': (_, res) => void res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/round': (_, res) => void res.writeHead(302, { location: '/round' }).end(),
  '/moved': (_, res) => void res.writeHead(301, { location: '/ok' }).end(),
  '/lent': (_, res) => void res.writeHead(302, { location: '/moved' }).end(),
  '/silent': () => {},
  '/switching': (_, res) =>
    void res.socket!.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n'),
  '/nothing': (_, res) => void res.writeHead(204, { 'content-encoding': 'gzip' }).end(),
  '/endless': (_, res) => {
    res.writeHead(200)
    const more = () => {
      while (!res.destroyed && res.write(Buffer.alloc(16_384)));
    }
    res.on('drain', more)
    more()
  },
  '/dripping': (_, res) => {
    res.writeHead(200)
    const drip = setInterval(() => res.write('.'), 20)
    res.on('close', () => clearInterval(drip))
  },
}

beforeAll(async () => {
  canary = net.createServer((socket) => {
    caught += 1
    socket.destroy()
  })
  server = http.createServer((req, res) => routes[req.url ?? '']!(req, res))
  canaryPort = await listen(canary)
  port = await listen(server)
  outside = createOutside({ allowed: [`127.0.0.1:${port}`], agent: 'Carillon test' })
})

afterAll(() => {
  outside.close()
  server.closeAllConnections()
  server.close()
  canary.close()
})

async function listen(of: net.Server): Promise<number> {
  await new Promise<void>((resolve) => of.listen(0, '::', resolve))
  return (of.address() as AddressInfo).port
}

const get = (path: string, changes: Partial<OutsideRequest> = {}) =>
  outside.request(`http://127.0.0.1:${port}${path}`, { ...LIMITS, ...changes })
const fault = (request: Promise<unknown>) =>
  request.then(
    () => 'answered',
    (error: unknown) => (error instanceof OutsideError ? error.fault : error),
  )

describe('what lies inside is never called', () => {
  test.each([
    ['127.0.0.1'],
    ['localhost'],
    ['0x7f.1'],
    ['2130706433'],
    ['017700000001'],
    ['0.0.0.0'],
    ['[::1]'],
    ['[::]'],
    ['[::ffff:127.0.0.1]'],
    ['[::ffff:7f00:1]'],
    ['[64:ff9b::7f00:1]'],
  ])('%s', async (host) => {
    expect(await fault(outside.request(`http://${host}:${canaryPort}/`, LIMITS))).toBe('refused')
    expect(caught).toBe(0)
    expect(outside.isInside(`http://${host}:${canaryPort}/`)).toBe(true)
  })

  test.each([
    'http://169.254.169.254/latest',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://[fd00::1]/',
    'https://[fe80::1]/',
  ])('%s', async (url) => {
    expect(await fault(outside.request(url, LIMITS))).toBe('refused')
    expect(outside.isInside(url)).toBe(true)
  })

  test('and neither the address of somebody outside nor one that is allowed is taken for it', () => {
    expect(outside.isInside('https://203.0.114.7/')).toBe(false)
    expect(outside.isInside('https://[2a00:1450::1]/')).toBe(false)
    expect(outside.isInside('https://localhost.example/')).toBe(false)
    expect(outside.isInside(`http://127.0.0.1:${port}/`)).toBe(false)
  })

  test('after a redirect either', async () => {
    expect(await fault(get('/inside'))).toBe('refused')
    expect(caught).toBe(0)
  })

  test('and the canary does catch what reaches it', async () => {
    const blind = createOutside({ allowed: [`127.0.0.1:${canaryPort}`], agent: 'x' })
    expect(await fault(blind.request(`http://127.0.0.1:${canaryPort}/`, LIMITS))).toBe('unreachable')
    blind.close()
    expect(caught).toBe(1)
    caught = 0
  })

  test('a name is judged by what it resolves to when connecting, however it answered before', async () => {
    // `localhost` stands for a name whose answer flips: the allow-list knows hosts by name and port only.
    const trusting = createOutside({ allowed: [`localhost:${port}`], agent: 'x' })
    expect(await fault(trusting.request(`http://localhost:${canaryPort}/`, LIMITS))).toBe('refused')
    trusting.close()
    expect(caught).toBe(0)
  })
})

test('a server that wants to speak another protocol keeps nobody waiting', async () => {
  expect(await fault(get('/switching'))).toBe('unreachable')
})

test('an answer without a body is one, however packed it says that it is', async () => {
  expect(await get('/nothing')).toMatchObject({ status: 204, body: Buffer.alloc(0) })
})

test.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'javascript:alert(1)',
  'http://name:secret@example.org/',
  'no address',
])('%s is no address of the web', async (url) => expect(await fault(outside.request(url, LIMITS))).toBe('bad_address'))

test('neither is one that a redirect leads to', async () => {
  expect(await fault(get('/file'))).toBe('bad_address')
})

describe('an answer', () => {
  test('comes with its status and body, unpacked', async () => {
    expect(await get('/ok')).toMatchObject({ status: 200, body: Buffer.from('hello'), movedTo: null })
    expect(await get('/packed')).toMatchObject({ status: 200, body: Buffer.from('hello') })
  })

  test('says where it has moved for good, and not where it was lent to', async () => {
    expect(await get('/moved')).toMatchObject({ body: Buffer.from('hello'), movedTo: `http://127.0.0.1:${port}/ok` })
    expect(await get('/lent')).toMatchObject({ body: Buffer.from('hello'), movedTo: null })
  })

  test('of a redirect is the redirect itself where none is to be followed', async () => {
    expect(await get('/moved', { redirects: 0 })).toMatchObject({ status: 301 })
  })

  test.each([
    ['/endless', 'too_large'],
    ['/bomb', 'too_large'],
    ['/round', 'too_many_redirects'],
  ])('of %s ends as %s', async (path, as) => expect(await fault(get(path))).toBe(as))

  test.each(['/silent', '/dripping'])('of %s ends when its time is up', async (path) => {
    expect(await fault(get(path, { timeout: 200 }))).toBe('too_slow')
  })
})
