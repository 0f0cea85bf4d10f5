import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type Program, run } from './testing/process.ts'

/** The files of `deploy/` before a real server; only names, ports and certificates are put in. */
const DEPLOY = join(import.meta.dirname, '../../../deploy')
const SITE = 'https://channels.example'
const PASSWORD = 'a password that is long'
const folder = mkdtempSync(join(tmpdir(), 'carillon-proxies-'))
const cert = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }

type Ports = { http: number; https: number; carillon: number }

const PROXIES = {
  nginx: ({ http, https, carillon }: Ports) => {
    const site = readFileSync(join(DEPLOY, 'nginx.conf'), 'utf8')
      .replace('127.0.0.1:4000', `127.0.0.1:${carillon}`)
      .replace(/^ *listen \[::\].*\n/gm, '')
      .replace('listen 80', `listen 127.0.0.1:${http}`)
      .replace('listen 443', `listen 127.0.0.1:${https}`)
      .replace(/ssl_certificate .*/, `ssl_certificate ${cert.cert};`)
      .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${cert.key};`)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(folder, kind)};`,
    )
    const main = `daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log stderr warn;
      events {} http { ${temporary.join(' ')} ${site} }`
    writeFileSync(join(folder, 'nginx.conf'), main)
    return ['-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-p', folder]
  },
  caddy: ({ http, https, carillon }: Ports) => {
    const site = readFileSync(join(DEPLOY, 'Caddyfile'), 'utf8')
      .replace('127.0.0.1:4000', `127.0.0.1:${carillon}`)
      .replace(/^channels\.example \{/m, `channels.example {\n\tbind 127.0.0.1\n\ttls ${cert.cert} ${cert.key}`)
    const global = `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n}\n`
    writeFileSync(join(folder, 'Caddyfile'), global + site)
    return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
  },
}

const isThere = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { env: { PATH: `${process.env['PATH']}:/usr/sbin` } })
    return true
  } catch {
    return false
  }
}

let carillon: Program
let port: number
beforeAll(async () => {
  if (!isThere('openssl')) return
  const subject = ['-subj', '/CN=channels.example', '-addext', 'subjectAltName=DNS:channels.example']
  const files = ['-keyout', cert.key, '-out', cert.cert]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject], {
    stdio: 'ignore',
  })
  const env = {
    CARILLON_DATA: join(folder, 'data'),
    CARILLON_URL: SITE,
    CARILLON_TRUSTED_PROXIES: '127.0.0.1,::1',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  await run('cli.ts', ['create-operator', '--email', 'op@carillon.test'], env, `${PASSWORD}\n`).ended
  carillon = run('testing/bare-server.ts', [], env)
  port = Number((await carillon.says(/listening on (\d+)/))[1])
})
afterAll(async () => {
  carillon?.child.kill('SIGKILL')
  await carillon?.ended
  rmSync(folder, { recursive: true, force: true })
})

describe.each(Object.keys(PROXIES) as (keyof typeof PROXIES)[])('behind %s', (name) => {
  const there = isThere(name) && isThere('openssl')
  const ports: Ports = { http: 0, https: 0, carillon: 0 }
  let proxy: ReturnType<typeof spawn> | null = null

  beforeAll(async () => {
    if (!there) return
    Object.assign(ports, { http: await freePort(), https: await freePort(), carillon: port })
    const env = { PATH: `${process.env['PATH']}:/usr/sbin`, HOME: folder }
    proxy = spawn(name, PROXIES[name](ports), { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    proxy.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise((_, reject) => proxy!.once('exit', () => reject(new Error(`${name} ended: ${said}`))))
    ended.catch(() => {})
    const answers = async () => {
      while (!(await ask('/healthz').catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await Promise.race([answers(), ended])
  })
  afterAll(async () => {
    if (!proxy || proxy.exitCode !== null) return
    const exit = new Promise((resolve) => proxy!.once('exit', resolve))
    proxy.kill('SIGTERM')
    await exit
  })

  type Options = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; from?: string }

  /** As a browser on another machine would, of which loopback has many. */
  async function ask(path: string, { method = 'GET', headers = {}, body, from = '127.0.0.1' }: Options = {}) {
    const sent = request({
      host: '127.0.0.1',
      port: ports.https,
      servername: 'channels.example',
      ca: readFileSync(cert.cert),
      localAddress: from,
      path,
      method,
      headers: { host: 'channels.example', ...headers },
    })
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      sent.once('response', resolve).once('error', reject),
    )
    sent.end(body)
    const answer = await answered
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
  }
  const call = (procedure: string, input: unknown, { headers = {}, ...rest }: Options = {}) =>
    ask(`/api/trpc/${procedure}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'content-type': 'application/json', ...headers },
      ...rest,
    })
  const sayWhy = (skip: (note: string) => void) => there || skip(`${name} or openssl isn’t here`)

  test('TLS, HTTP/2 and the way there from plain HTTP', async ({ skip }) => {
    sayWhy(skip)
    const session = connectHttp2(`https://127.0.0.1:${ports.https}`, {
      servername: 'channels.example',
      ca: readFileSync(cert.cert),
    })
    const stream = session.request({ ':path': '/healthz', ':authority': 'channels.example' })
    expect((await buffer(stream)).toString()).toBe('ok')
    expect(session.alpnProtocol).toBe('h2')
    session.close()
    const plain = await fetch(`http://127.0.0.1:${ports.http}/c/bells`, {
      redirect: 'manual',
      headers: { host: 'channels.example' },
    })
    expect([301, 308]).toContain(plain.status)
  })

  test('headers are those that the server sends', async ({ skip }) => {
    sayWhy(skip)
    const { headers } = await ask('/api/trpc/instance.get')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['strict-transport-security']).toContain('max-age=')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('limits count each visitor by their own address, whatever they claim it to be', async ({ skip }) => {
    sayWhy(skip)
    const [one, two] = name === 'nginx' ? ['127.0.1.2', '127.0.1.3'] : ['127.0.2.2', '127.0.2.3']
    const reset = (from: string, claim?: string) =>
      call(
        'accounts.requestPasswordReset',
        { email: 'nobody@carillon.test' },
        {
          from,
          headers: claim ? { 'x-forwarded-for': claim, 'x-real-ip': claim, forwarded: `for=${claim}` } : {},
        },
      )
    for (let at = 0; at < 6; at += 1) expect((await reset(one!, `198.51.100.${at}`)).status).toBe(200)
    expect((await reset(one!, '198.51.100.77')).status).toBe(429)
    expect((await reset(one!, two)).status).toBe(429)
    expect((await reset(two!)).status).toBe(200)
  })

  test('a photo of 16 MiB goes in, and comes out in parts', { timeout: 120_000 }, async ({ skip }) => {
    sayWhy(skip)
    const handle = `bells_of_${name}`
    const signedIn = await call('accounts.signIn', { email: 'op@carillon.test', password: PASSWORD })
    const cookie = signedIn.headers['set-cookie']!.map((line) => line.split(';')[0]).join('; ')
    const headers = { cookie, origin: SITE }
    const made = await call('channels.create', { handle, name: 'Bells', category: 'music' }, { headers })
    expect(made.status).toBe(200)
    const side = 2360
    const noise = sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    const photo = await noise.png({ compressionLevel: 0 }).toBuffer()
    expect(photo.length).toBeGreaterThan(15.9 * 1024 * 1024)
    const upload = await ask(`/api/uploads/photo?handle=${handle}`, { method: 'POST', body: photo, headers })
    expect(upload.status).toBe(200)
    const { mediaId } = JSON.parse(upload.body.toString()) as { mediaId: string }
    const content = { kind: 'photo', text: '', photo: { mediaId, alt: '' } }
    expect((await call('posts.publish', { handle, content }, { headers })).status).toBe(200)
    const whole = await ask(`/api/media/${mediaId}/640`)
    const part = await ask(`/api/media/${mediaId}/640`, { headers: { range: 'bytes=1000-1999' } })
    expect(part.status).toBe(206)
    expect(part.headers['content-range']).toBe(`bytes 1000-1999/${whole.body.length}`)
    expect(part.body.equals(whole.body.subarray(1000, 2000))).toBe(true)
    const larger = Buffer.concat([photo, Buffer.alloc(1024 * 1024)])
    const refused = await ask(`/api/uploads/photo?handle=${handle}`, { method: 'POST', body: larger, headers })
    expect(refused.status).toBe(413)
    expect(JSON.parse(refused.body.toString())).toMatchObject({ code: 'media.too_large' })
  })
})
