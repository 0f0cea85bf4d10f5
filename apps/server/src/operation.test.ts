import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALARMS } from '@carillon/contract'
import { type S3Server, startS3 } from '@carillon/api/testing/s3'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePlace, type Place } from './testing/instance.ts'
import { freePort, type Program, run } from './testing/process.ts'

/** One server with everything an operator may switch on: the tests below are its life, in this order. */
let folder: string
let place: Place
let s3: S3Server
let server: Program
let metricsPort: number
let s3Env: Record<string, string>
const closers: (() => void)[] = []

/** What people leave behind, each in words that nothing else uses. */
const THEIRS = {
  email: 'marker.zanzibar@correo.example',
  name: 'Zebedee Quillfeather',
  password: 'a password like no other',
  text: 'Ding says the vermilion bell',
  search: 'vermilionquery',
  agent: 'MarkerAgent/7.7',
  address: '198.51.100.231',
  channel: 'Quillfeather Gazette',
  handle: 'quill_gazette',
  unreal: 'never-a-real-token-0123456789abcdef',
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-operation-'))
  place = await makePlace(folder)
  metricsPort = await freePort()
  s3 = await startS3()
  const { bucket, endpoint, accessKey, secretKey } = s3.options
  s3Env = {
    CARILLON_S3_BUCKET: bucket,
    CARILLON_S3_ENDPOINT: endpoint!,
    CARILLON_S3_ACCESS_KEY: accessKey,
    CARILLON_S3_SECRET_KEY: secretKey,
    CARILLON_S3_PREFIX: 'one/',
  }
  Object.assign(place.env, s3Env, {
    CARILLON_METRICS_PORT: String(metricsPort),
    CARILLON_LOG_LEVEL: 'debug',
    CARILLON_TRUSTED_PROXIES: '127.0.0.1,::1',
    CARILLON_TRUSTED_PROXYS: THEIRS.unreal,
    SMTP_URL: `smtp://127.0.0.1:${await refusingMailServer()}`,
  })
})
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  for (const close of closers) close()
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Refuses every address, and says which. */
async function refusingMailServer(): Promise<number> {
  const mail = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 mail\r\n')
    socket.on('data', (chunk: Buffer) => {
      const line = chunk.toString().trim()
      socket.write(line.startsWith('RCPT') ? `550 ${line}: nobody of that name\r\n` : '250 ok\r\n')
    })
  }).listen(0, '127.0.0.1')
  closers.push(() => mail.close())
  await once(mail, 'listening')
  return (mail.address() as AddressInfo).port
}

const headers = { 'user-agent': THEIRS.agent, 'x-forwarded-for': THEIRS.address }
const get = (path: string) => fetch(`${place.url}${path}`, { headers })
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
  fetch(`${place.url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body })
const call = (procedure: string, input: unknown, more: Record<string, string> = {}) =>
  post(`/api/trpc/${procedure}`, JSON.stringify(input), { 'content-type': 'application/json', ...more })
const scrape = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()

/** The sum over all series of a metric whose labels hold these. */
function sum(metrics: string, name: string, labels = ''): number {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return lines
    .filter((line) => line.includes(labels))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0)
}

describe('a server that is watched', () => {
  let [before, after, log] = ['', '', '']

  test('lives through what people do, and through what goes wrong', { timeout: 120_000 }, async () => {
    server = await place.serve('--empty')
    await server.says(/Carillon is ready/)
    before = await scrape()
    const token = /invitation\/(\S+)/.exec(server.out())![1]!
    const { email, name, password, handle, text } = THEIRS
    const made = await call('accounts.signUp', { token, email, name, password })
    expect(made.status).toBe(200)
    const cookie = made.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const own = { cookie, origin: `http://localhost:${place.port}` }
    const channel = { handle, name: THEIRS.channel, description: text, category: 'music' }
    expect((await call('channels.create', channel, own)).status).toBe(200)
    expect((await call('accounts.signIn', { email, password: `${password}!` })).status).toBe(401)
    expect((await call('accounts.requestPasswordReset', { email })).status).toBe(200)
    expect((await call('accounts.signUp', { token: THEIRS.unreal, email, name, password })).status).toBe(400)

    const jpeg = await sharp({ create: { width: 700, height: 500, channels: 3, background: '#842' } })
      .jpeg()
      .toBuffer()
    const upload = await post(`/api/uploads/photo?handle=${handle}`, new Uint8Array(jpeg), own)
    expect(upload.status).toBe(200)
    const { mediaId } = (await upload.json()) as { mediaId: string }
    const content = { kind: 'photo', text, photo: { mediaId, alt: text } }
    expect((await call('posts.publish', { handle, content }, own)).status).toBe(200)
    expect((await get(`/api/media/${mediaId}/320`)).status).toBe(200)
    expect((await call('follows.follow', { handle }, { origin: own.origin })).status).toBe(200)

    const search = encodeURIComponent(JSON.stringify({ query: THEIRS.search }))
    expect((await get(`/api/trpc/directory.search?input=${search}`)).status).toBe(200)
    const half = { 'content-type': 'application/json' }
    expect((await post('/api/trpc/accounts.signIn', `{"email":"${email}`, half)).status).toBe(400)
    expect((await post(`/api/uploads/photo?handle=${handle}`, text, own)).status).toBe(422)
    expect((await get(`/console/invitation/${THEIRS.unreal}`)).status).toBe(200)
    expect((await get(`/c/${THEIRS.unreal}?q=${text}`)).status).toBe(404)
    await s3.goDown()
    expect((await get(`/api/media/${mediaId}/640`)).status).toBe(503)
    await s3.comeBack()
    await server.says(/mail\.failed/)
    after = await scrape()
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    log = server.err()
  })

  test('logs one object a line, of events and facts', () => {
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    for (const line of lines) expect(line).toMatchObject({ level: expect.any(String), event: expect.any(String) })
    const events = lines.map((line) => line['event'])
    expect(events).toEqual(expect.arrayContaining(['settings.unknown', 'request', 'mail.failed', 'storage.failed']))
    expect(lines).toContainEqual(expect.objectContaining({ event: 'request', route: '/c/:handle', status: 404 }))
  })

  test.each(Object.entries(THEIRS))('logs nothing of anybody’s %s', (_, theirs) => {
    for (const form of [theirs, encodeURIComponent(theirs), JSON.stringify(theirs).slice(1, -1)]) {
      expect(log.toLowerCase()).not.toContain(form.toLowerCase())
    }
  })

  test.each([
    ['carillon_http_request_duration_seconds_count', 'route="/c/:handle",status="4xx"', 1],
    ['carillon_http_request_duration_seconds_count', 'method="POST",route="/api/uploads/photo",status="2xx"', 1],
    ['carillon_procedures_total', 'procedure="posts.publish",code="ok"', 1],
    ['carillon_procedures_total', 'procedure="accounts.signIn",code="accounts.wrong_credentials"', 1],
    ['carillon_procedures_total', 'procedure="accounts.signIn",code="input.invalid"', 1],
    ['carillon_procedure_duration_seconds_count', 'procedure="posts.publish"', 1],
    ['carillon_publish_duration_seconds_count', '', 1],
    ['carillon_search_duration_seconds_count', 'outcome="ok"', 1],
  ])('counts in %s{%s} %i more', (name, labels, more) => {
    expect(sum(after, name, labels) - sum(before, name, labels)).toBe(more)
  })

  test('counts writes, jobs and builds', () => {
    expect(sum(after, 'carillon_writer_wait_seconds_count')).toBeGreaterThan(
      sum(before, 'carillon_writer_wait_seconds_count'),
    )
    expect(sum(after, 'carillon_transaction_duration_seconds_count', 'outcome="ok"')).toBeGreaterThan(5)
    expect(sum(after, 'carillon_writer_queue')).toBe(0)
    expect(sum(after, 'carillon_job_runs_total', 'job="expire",outcome="ok"')).toBe(1)
    expect(sum(after, 'carillon_job_last_success_timestamp_seconds')).toBeGreaterThan(1.7e9)
    expect(sum(after, 'carillon_site_build_duration_seconds_count', 'outcome="ok"')).toBe(1)
    expect(sum(after, 'carillon_search_up')).toBe(1)
    expect(sum(after, 'carillon_database_bytes', 'file="database"')).toBeGreaterThan(4096)
    expect(sum(after, 'carillon_disk_free_bytes')).toBeGreaterThan(0)
    expect(sum(after, 'carillon_photos_in_progress')).toBe(0)
    expect(after).toMatch(/^carillon_media_bytes \d+$/m)
    expect(sum(after, 'carillon_erasure_last_timestamp_seconds')).toBeGreaterThan(1.7e9)
  })

  test('tells of each alarm whether it is raised, as the operator’s page does', () => {
    const raised = Object.fromEntries(ALARMS.map((alarm) => [alarm, sum(after, 'carillon_alarm', `alarm="${alarm}"`)]))
    const none = Object.fromEntries(ALARMS.map((alarm) => [alarm, 0]))
    expect(raised).toEqual(none)
    expect(after).toContain('carillon_alarm{alarm="clock_in_doubt"} 0')
  })

  test('has no label that is anybody’s, or an id', () => {
    for (const theirs of Object.values(THEIRS)) expect(after).not.toContain(theirs)
    const values = [...after.matchAll(/="([^"]*)"/g)].map(([, value]) => value!)
    expect(values.filter((value) => /^[a-z]{3}_[0-9a-z]{26}$|[0-9a-z]{31}/.test(value))).toEqual([])
  })

  test('and every metric of ours is on its page, and none that isn’t there', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/metrics.md'), 'utf8')
    const listed = [...page.matchAll(/^\| `(carillon_\w+)`/gm)].map(([, name]) => name)
    const served = [...after.matchAll(/^# TYPE (carillon_\w+)/gm)].map(([, name]) => name)
    expect(served.toSorted()).toEqual(listed.toSorted())
  })
})

describe('a bucket that can’t be used stops the start with a line', { timeout: 60_000 }, () => {
  async function refusal(env: Record<string, string>) {
    const other = await makePlace(folder, `other-${Math.random()}`)
    const program = run('main.ts', ['--empty'], { ...other.env, ...s3Env, ...env, CARILLON_LOG_LEVEL: 'silent' })
    expect(await program.ended).toBe(1)
    expect(program.out()).toBe('')
    return program.err().trim()
  }

  test.each([
    ['wrong keys', { CARILLON_S3_SECRET_KEY: 'wrong' }, '(put: 403 SignatureDoesNotMatch)'],
    ['no such bucket', { CARILLON_S3_BUCKET: 'elsewhere' }, '(put: 404 NoSuchBucket)'],
  ])('%s', async (_, env, why) => {
    const said = await refusal(env)
    expect(said).toContain(`can’t be used ${why}. Check CARILLON_S3_BUCKET`)
    expect(said.split('\n')).toHaveLength(1)
  })

  test('nobody there', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`
    expect(await refusal({ CARILLON_S3_ENDPOINT: endpoint })).toContain('can’t be used (put: ECONNREFUSED).')
  })

  test('another instance’s', async () => {
    expect(await refusal({})).toMatch(/^pictures\/one\/ holds the pictures of another instance\./)
  })
})
