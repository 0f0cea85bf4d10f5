import { scanForMarkers } from '@carillon/api'
import type { PostPage } from '@carillon/contract'
import { once } from 'node:events'
import { appendFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePlace, type Place } from './testing/instance.ts'
import { type Program, run } from './testing/process.ts'

/** One instance from its first start to its last: the tests below are its life, in this order. */
let folder: string
let place: Place
let server: Program
let link: string
let cookie: string
let key: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-life-'))
  place = await makePlace(folder)
})
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  await rm(folder, { recursive: true, force: true })
})

const MOST = 5_000
const WORDS = 'Ding, says the größte bell of all'
const tokenOf = (address: string) => address.split('/').at(-1)!
const setUpLink = (program: Program) => /http:\S+\/console\/invitation\/(\S+)/.exec(program.out())![0]

async function call(procedure: string, input: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${place.url}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
  return {
    status: answer.status,
    cookie: answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
    body: await answer.json(),
  }
}
async function listPosts(handle: string) {
  const input = encodeURIComponent(JSON.stringify({ handle }))
  const answer = await fetch(`${place.url}/api/trpc/posts.list?input=${input}`)
  return answer.ok ? ((await answer.json()) as { result: { data: PostPage } }).result.data.items : null
}
async function stop(signal: 'SIGTERM' | 'SIGINT') {
  const began = performance.now()
  server.child.kill(signal)
  expect(await server.ended).toBe(0)
  return performance.now() - began
}

/** A request whose head is sent, and its body as far as `part`. */
async function beginRequest(part: string, length: number) {
  const socket = connect(place.port, '127.0.0.1')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  const head = [
    'POST /api/trpc/accounts.signIn HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `content-length: ${length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${part}`)
  return { finish: (rest: string) => socket.write(rest), closed: async () => (await closed, answer) }
}

describe('an instance begun empty', () => {
  test(
    'prints a link, and stops at once on SIGTERM though its sites are not built yet',
    { timeout: 90_000 },
    async () => {
      server = await place.serve('--empty')
      link = setUpLink(server)
      expect(server.out()).not.toContain('sample')
      const agent = new Agent({ keepAlive: true })
      get({ agent, host: '127.0.0.1', port: place.port, path: '/healthz' })
        .on('response', (answer) => answer.resume())
        .on('error', () => {})
      const body = JSON.stringify({ email: 'nobody@carillon.test', password: 'not a password' })
      const slow = await beginRequest(body.slice(0, 5), body.length)
      const never = await beginRequest('', 100)
      await after(200)
      const began = performance.now()
      server.child.kill('SIGTERM')
      await after(100)
      slow.finish(body.slice(5))
      expect(await slow.closed()).toMatch(/^HTTP\/1\.1 401 /)
      expect(await never.closed()).toBe('')
      expect(await server.ended).toBe(0)
      expect(performance.now() - began).toBeLessThan(MOST)
      agent.destroy()
    },
  )

  test('stays empty when it is started again without saying so, with a fresh link', { timeout: 90_000 }, async () => {
    server = await place.serve()
    expect(server.out()).not.toContain('sample')
    const fresh = setUpLink(server)
    const account = { email: 'op@carillon.test', name: 'Op', password: 'a long password' }
    expect(await call('accounts.signUp', { ...account, token: tokenOf(link) })).toMatchObject({ status: 400 })
    const made = await call('accounts.signUp', { ...account, token: tokenOf(fresh) })
    expect(made).toMatchObject({ status: 200, body: { result: { data: { operator: true } } } })
    const again = await call('accounts.signUp', { ...account, email: 'second@carillon.test', token: tokenOf(fresh) })
    expect(again.body).toMatchObject({ error: { data: { code: 'accounts.token_invalid' } } })
    cookie = made.cookie
  })

  test('is not opened by a second server', { timeout: 60_000 }, async () => {
    const second = run('main.ts', ['--empty'], place.env)
    expect(await second.ended).toBe(1)
    expect(second.err().trim().split('\n')).toEqual([
      expect.stringContaining(`${place.dataDir} is in use by another Carillon`),
    ])
    expect((await fetch(`${place.url}/healthz`)).status).toBe(200)
  })
})

/** The same commands, whoever ends up doing the work. */
function describeCommands(when: string, email: string, opml: string) {
  describe(`beside ${when}`, () => {
    test('create-operator takes its password from standard input', { timeout: 60_000 }, async () => {
      expect(await place.command(['create-operator', '--email', email], 'short\n')).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/^password: [^\n]+\n$/),
      })
      const done = await place.command(['create-operator', '--email', email], 'a password that is long\n')
      expect(done).toEqual({ code: 0, out: '', err: `${email} is an operator now.\n` })
    })

    test('create-key prints the key alone', { timeout: 60_000 }, async () => {
      const made = await place.command(['create-key', '--email', 'op@carillon.test', '--channel', 'bells'])
      expect(made).toMatchObject({ code: 0, err: '' })
      expect(made.out).toMatch(/^carillon_[0-9a-z]{31}\n$/)
      key = made.out.trim()
      const unknown = await place.command(['create-key', '--email', 'no@carillon.test', '--channel', 'bells'])
      expect(unknown).toEqual({ code: 1, out: '', err: 'There is no account with the address no@carillon.test.\n' })
    })

    test('import takes files from where it was called', { timeout: 60_000 }, async () => {
      await mkdir(join(folder, 'lists'), { recursive: true })
      const outline = `<outline text="${opml} Radio" xmlUrl="https://${opml.toLowerCase()}.example/rss"/>`
      await writeFile(
        join(folder, 'lists', `${opml}.opml`),
        `<opml version="2.0"><head/><body>${outline}</body></opml>`,
      )
      const done = await place.command(['import', `${opml}.opml`], '', { INIT_CWD: join(folder, 'lists') })
      expect(done).toMatchObject({
        code: 0,
        err: expect.stringContaining(`100 %: file 1 of 1, ${opml}.opml: 1 of 1 rows`),
        out: expect.stringContaining('1 channels in 1 files: 1 created, 0 known already.'),
      })
      const missing = await place.command(['import', 'none.opml'], '', { INIT_CWD: folder })
      expect(missing).toEqual({ code: 1, out: '', err: `There is no ${join(folder, 'none.opml')}.\n` })
    })

    test(
      'import reads CSV too, tells what it did, and takes nothing when one file is too large',
      { timeout: 60_000 },
      async () => {
        const list = join(folder, 'lists', `${opml}.csv`)
        const bomb = join(folder, 'lists', 'bomb.opml')
        await writeFile(list, `name;country\n${opml} Bells;Atlantis\n${opml} Bells;\n`)
        await writeFile(bomb, '')
        await truncate(bomb, 100 * 1024 * 1024)
        expect(await place.command(['import', list, bomb])).toEqual({
          code: 1,
          out: '',
          err: `${bomb} has 100 MB. This file is too large. A list of channels may have up to 10 MB.\n`,
        })
        expect(await place.command(['import', list])).toMatchObject({
          code: 0,
          out: expect.stringMatching(
            new RegExp(
              `^${opml}\\.csv:2: no country, left open: Atlantis\\n` +
                `${opml}\\.csv:3: here twice, made once: @${opml.toLowerCase()}_bells\\n` +
                '2 channels in 1 files: 1 created, 1 known already\\.\\n' +
                '0 things repaired, 1 left open, 0 left out, in \\d+\\.\\d seconds\\.\\n$',
            ),
          ),
        })
      },
    )

    test('expire says what it erased, and what is no command gets the list of them', { timeout: 60_000 }, async () => {
      expect(await place.command(['expire'])).toEqual({
        code: 0,
        out: 'Erased 0 posts, 0 media files and the keys of 0 days.\n',
        err: '',
      })
      expect(await place.command(['expier'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Usage/) })
    })
  })
}

test('its operator makes a channel', async () => {
  const headers = { cookie, origin: `http://localhost:${place.port}` }
  const made = await call('channels.create', { handle: 'bells', name: 'Bells', category: 'music' }, headers)
  expect(made).toMatchObject({ status: 200 })
})

describeCommands('a running server', 'one@carillon.test', 'Peru')

test('the key of the command line publishes, and SIGINT stops the server in time', { timeout: 60_000 }, async () => {
  const post = { handle: 'bells', content: { kind: 'text', text: WORDS } }
  expect(await call('posts.publish', post, { authorization: `Bearer ${key}` })).toMatchObject({ status: 200 })
  expect(await stop('SIGINT')).toBeLessThan(MOST)
  await keepLog()
})

describeCommands('no server', 'two@carillon.test', 'Chad')

test('a further start keeps what is there', { timeout: 60_000 }, async () => {
  server = await place.serve()
  expect(server.out()).not.toMatch(/sample|invitation/)
  expect(await listPosts('bells')).toMatchObject([{ content: { text: WORDS } }])
  expect(await listPosts('peru_radio')).toEqual([])
  expect(await listPosts('chad_radio')).toEqual([])
  const signIn = { email: 'two@carillon.test', password: 'a password that is long' }
  expect(await call('accounts.signIn', signIn)).toMatchObject({
    status: 200,
    body: { result: { data: { operator: true } } },
  })
  expect(await stop('SIGTERM')).toBeLessThan(MOST)
  await keepLog()
})

test('and no file of it all, sites and logs included, holds a post or a key in clear', async () => {
  expect(await scanForMarkers(folder, [WORDS, key])).toEqual([])
  const found = new Set(
    (await scanForMarkers(folder, ['Chad Radio', 'retention.expired'])).map((finding) => finding.file),
  )
  expect([...found]).toEqual(expect.arrayContaining(['data/carillon.db', 'log']))
})

const keepLog = () => appendFile(join(folder, 'log'), server.out() + server.err())
