import { createClient } from '@carillon/client'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInByApi } from './support/accounts.ts'
import { ROOT } from './support/paths.ts'
import { eventually } from './support/processes.ts'
import { Server } from './support/server.ts'
import { COMPILERS, Outside } from './support/tarball.ts'

const EXAMPLES = ['search.ts', 'publish.ts', 'files.ts', 'ask.ts', 'mirror.ts', 'listen.ts']
const CLIP = join(ROOT, 'packages/api/src/testing/clips/square.mp4')
const PHOTO = join(ROOT, 'docs/screenshots/channel-390-dark.png')

let outside: Outside
beforeAll(async () => {
  outside = await Outside.install()
})
afterAll(() => outside?.remove())

describe('the tarball', () => {
  test('holds what it needs, and nothing of the server', async () => {
    const listed = await readdir(outside.installed, { recursive: true })
    expect(listed.filter((name) => /\.\w+$|LICENSE/.test(name)).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'dist/LICENSE.eventsource',
      'dist/LICENSE.trpc',
      'dist/eventsource.js',
      'dist/index.d.ts',
      'dist/index.js',
      ...EXAMPLES.map((name) => `examples/${name}`).toSorted(),
      'package.json',
    ])
    const manifest = JSON.parse(await outside.read('package.json')) as Record<string, unknown>
    expect(manifest).not.toHaveProperty('dependencies')
    expect(manifest).not.toHaveProperty('peerDependencies')
    expect(JSON.stringify(manifest)).not.toContain('workspace:')
    const texts = [await outside.read('dist/index.js'), await outside.read('dist/index.d.ts')]
    // But for what is loaded where there is no `EventSource`, from beside it.
    texts[0] = texts[0]!.replace('import("./eventsource.js")', '')
    for (const text of [...texts, await outside.read('dist/eventsource.js')])
      expect(text).not.toMatch(/\bfrom ['"]|\bimport\(|\brequire\(|@carillon\/api|drizzle|hono|zod/)
    expect(await readdir(join(outside.folder, 'node_modules/@carillon'))).toEqual(['client'])
  })

  const compilers = Object.keys(COMPILERS) as (keyof typeof COMPILERS)[]
  const cases = compilers.flatMap((compiler) => [
    { compiler, module: 'esnext', moduleResolution: 'bundler' },
    { compiler, module: 'nodenext', moduleResolution: 'nodenext' },
  ])
  test.each(cases)('typechecks under $compiler as $moduleResolution', async ({ compiler, ...options }) => {
    await outside.write('wrong.ts', WRONG)
    const files = [...EXAMPLES, ...(await outside.writeBlocks('README.md')), 'wrong.ts']
    expect(await outside.typecheck(compiler, { ...options, skipLibCheck: false }, files)).toBe('')
  })

  test('explains every procedure, and refusals that there are', async () => {
    const readme = await outside.read('README.md')
    const declared = await outside.read('dist/index.d.ts')
    const [, groups = ''] = /interface Procedures {\n([^]*?)\n}/.exec(declared)!
    const procedures = groups
      .split('\n  }')
      .flatMap((group) =>
        [...group.matchAll(/^    (\w+): \w+</gm)].map(([, name]) => `${/\w+/.exec(group)![0]}.${name}`),
      )
    expect(procedures).toContain('posts.publish')
    expect(procedures.filter((name) => !readme.includes(`| \`${name}\` `))).toEqual([])
    const codes = [...readme.matchAll(/`([a-z]+\.[a-z]+_[a-z_]+|[a-z]+\.(?:invalid|scope|internal))`/g)].map(
      ([, code]) => code,
    )
    expect(codes).toContain('posts.key_reused')
    expect(codes.filter((code) => !declared.includes(`"${code}"`))).toEqual([])
  })

  test('declares exactly what the sources do', async () => {
    await outside.write('agrees.ts', agreement(join(ROOT, 'packages/client/src/index.ts')))
    const options = {
      module: 'nodenext',
      target: 'esnext',
      lib: ['esnext', 'dom', 'dom.iterable'],
      exactOptionalPropertyTypes: false,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
    }
    expect(await outside.typecheck('TypeScript 7', options, ['agrees.ts'])).toBe('')
  })
})

describe('an example', () => {
  const handle = 'tarball_times'
  let server: Server
  let env: Record<string, string>
  let lastUsedAt: () => Promise<number | null | undefined>

  beforeAll(async () => {
    server = await Server.start()
    const operator = await signInByApi(server.url, server.operator)
    await operator.channels.create.mutate({ handle, name: 'The Tarball Times', category: 'technology' })
    const key = await operator.keys.create.mutate({ handle, name: 'Examples', scopes: ['publish', 'read'] })
    env = { CARILLON_URL: server.url, CARILLON_KEY: key.secret }
    lastUsedAt = async () => (await operator.keys.list.query({ handle })).items[0]?.lastUsedAt
  })
  afterAll(async () => {
    await server?.stop()
    await server?.remove()
  })

  const posts = async () => (await createClient({ url: server.url }).posts.list.query({ handle })).items
  const publish = (...words: [string, string]) => outside.example('publish', [handle, PHOTO, ...words], env)
  const program = () => createClient({ url: env.CARILLON_URL, apiKey: env.CARILLON_KEY })
  const mirror = () => outside.example('mirror', [handle, 'posts.json'], env)

  test('publishes a photo with its alt text, once however often it is run', async () => {
    expect(await lastUsedAt()).toBeNull()
    const printed = await publish('A channel in the dark', 'As we *look* at night')
    const [post, ...others] = await posts()
    expect(others).toEqual([])
    expect(post?.content).toMatchObject({
      kind: 'photo',
      text: 'As we *look* at night',
      photo: { alt: 'A channel in the dark' },
    })
    expect(printed).toContain(`Published ${post!.id}, to be read until ${new Date(post!.expiresAt).toISOString()}`)
    expect(await publish('A channel in the dark', 'As we *look* at night')).toBe('It was published before.\n')
    expect(await posts()).toHaveLength(1)
    expect(await lastUsedAt()).toBeGreaterThan(0)
  })

  test('publishes a video, an album, a voice note and a document', async () => {
    const last = async () => (await posts())[0]!.content
    const send = (...args: string[]) => outside.example('files', [handle, 'Ding', ...args], env)
    const stored = async (mediaId: string) => (await fetch(`${server.url}/api/media/${mediaId}/file`)).headers
    expect(await send(CLIP, '--poster', PHOTO)).toContain(': video')
    const video = await last()
    expect(video).toMatchObject({ kind: 'video', text: 'Ding', video: { type: 'video/mp4', width: 160, height: 120 } })
    if (video.kind !== 'video') return
    expect((await stored(video.video.mediaId)).get('content-length')).toBe(String(video.video.size))

    expect(await send(CLIP, PHOTO, '--poster', PHOTO)).toContain(': album')
    expect(await last()).toMatchObject({ kind: 'album', items: [{ kind: 'video' }, { kind: 'photo' }] })

    await writeFile(join(outside.folder, 'ding.wav'), wav())
    expect(await send('ding.wav')).toContain(': voice')
    expect(await last()).toMatchObject({ kind: 'voice', voice: { type: 'audio/wav', durationMs: 100 } })

    await outside.write('Fahrplan.txt', 'Ding\n')
    expect(await send('Fahrplan.txt')).toContain(': document')
    const document = await last()
    expect(document).toMatchObject({ kind: 'document', document: { name: 'Fahrplan.txt' } })
    if (document.kind !== 'document') return
    expect((await stored(document.document.mediaId)).get('content-disposition')).toContain('filename="Fahrplan.txt"')

    await expect(send('--poster', PHOTO, 'ding.wav', PHOTO)).rejects.toMatchObject({ code: 1 })
    for (const { id } of (await posts()).slice(0, 4)) await program().posts.delete.mutate({ handle, postId: id })
  })

  test('publishes a sticker and a poll', async () => {
    const printed = await outside.example('ask', [handle, '❓', 'Which bell?', 'Large', 'Small'], env)
    expect(printed).toMatch(/^Open until \d{4}-/)
    const [poll, sticker] = await posts()
    expect(poll!.content).toMatchObject({ kind: 'poll', poll: { options: ['Large', 'Small'], results: 'voted' } })
    expect(sticker!.content).toMatchObject({ kind: 'sticker', sticker: { emoji: ['❓', '🤷'] } })
    for (const { id } of [poll!, sticker!]) await program().posts.delete.mutate({ handle, postId: id })
  })

  test('says in words why it could not publish', async () => {
    const refused = (changes: Record<string, string>) =>
      outside.example('publish', [handle, PHOTO, '', 'Words'], { ...env, ...changes })
    const words = (stderr: string) => expect.objectContaining({ code: 1, stderr: expect.stringContaining(stderr) })
    await expect(refused({ CARILLON_KEY: 'carillon_0' })).rejects.toEqual(words('This key was revoked'))
    await expect(refused({ CARILLON_URL: 'http://127.0.0.1:9' })).rejects.toEqual(words('could not be reached'))
  })

  test('finds channels although a letter is wrong, and reads the first one', async () => {
    const printed = await outside.example('search', ['tarbal tims'], env)
    expect(printed).toContain('@tarball_times  The Tarball Times')
    expect(printed).toContain('As we *look* at night')
  })

  test('keeps a copy of a channel in step', async () => {
    expect(await mirror()).toContain('1 posts: 1 added, 0 edited, 0 removed')
    const [first] = await posts()
    const content = { kind: 'text', text: 'Edited' } as const
    const second = await program().posts.publish.mutate({ handle, content: { kind: 'text', text: 'The second' } })
    expect(await mirror()).toContain('2 posts: 1 added, 0 edited, 0 removed')
    await program().posts.edit.mutate({ handle, postId: second.id, content })
    await program().posts.delete.mutate({ handle, postId: first!.id })
    expect(await mirror()).toContain('1 posts: 0 added, 1 edited, 1 removed')
    const kept = JSON.parse(await readFile(join(outside.folder, 'posts.json'), 'utf8')) as unknown
    expect(kept).toEqual(await posts())
  })
})

describe('what happens, heard outside', () => {
  const handle = 'tarball_live'
  const PLAIN = `
const events = new EventSource(process.argv[2])
const tell = (event) => console.log(JSON.stringify([event.lastEventId, JSON.parse(event.data)]))
events.addEventListener('connected', () => console.log('connected'))
events.onmessage = tell
// Node's own lets a program end between two connections.
setInterval(() => {}, 1_000)
`
  const TYPED = `
import { createClient } from '@carillon/client'
const carillon = createClient({ url: process.argv[2], apiKey: process.argv[3] })
for await (const { id, ...event } of carillon.live.channel.subscribe({ handle: '${handle}', lastEventId: '0' }))
  console.log(JSON.stringify([id, event]))
`

  test(
    'by a plain EventSource and by the client, across a restart: nothing lost, nothing twice',
    { timeout: 300_000 },
    async () => {
      // Its API answers before its sites are built.
      let server = await Server.start({ directly: true, until: '/healthz' })
      await eventually('the password of a first start', 100_000, async () => server.log.includes('@'))
      const { url, port, dataDir } = server
      const operator = await signInByApi(url, server.operator)
      await operator.channels.create.mutate({ handle, name: 'The Tarball, live', category: 'technology' })
      const { secret } = await operator.keys.create.mutate({ handle, name: 'Live', scopes: ['publish', 'read'] })
      const publish = (text: string) =>
        createClient({ url, apiKey: secret }).posts.publish.mutate({ handle, content: { kind: 'text', text } })
      await outside.write('plain.mjs', PLAIN)
      await outside.write('typed.mjs', TYPED)
      const address = `${url}/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify({ handle }))}`
      const plain = outside.listen(['--experimental-eventsource', 'plain.mjs', address])
      const typed = outside.listen(['typed.mjs', url, secret])
      try {
        // The other one asks for all that has happened, so it may come late.
        await plain.says('connected')
        await publish('before')
        await Promise.all([plain.says('"before"'), typed.says('"before"')])
        await server.stop()
        server = await Server.start({ port, dataDir, directly: true, until: '/healthz' })
        await publish('during')
        await publish('after')
        await Promise.all([plain.says('"after"'), typed.says('"after"')])
        for (const { lines } of [plain, typed]) {
          const heard = lines()
            .filter((line) => line.startsWith('['))
            .map((line) => JSON.parse(line) as [string, { type: string; post: { content: { text: string } } }])
            .filter(([, { type }]) => type !== 'channel')
          expect(heard.map(([, event]) => `${event.type} ${event.post.content.text}`)).toEqual([
            'published before',
            'published during',
            'published after',
          ])
          expect(new Set(heard.map(([id]) => id)).size).toBe(3)
        }
      } finally {
        plain.stop()
        typed.stop()
        await server.stop()
        await server.remove()
      }
    },
  )
})

/** What must not compile; a line that does is an error of its own. */
const WRONG = `
import { CarillonError, createClient, paginate, refusalOf, type ErrorCode, type Post } from '@carillon/client'
const carillon = createClient({ url: 'https://channels.example' })
const page = await carillon.posts.list.query({ handle: 'bells' })
const expiresAt: number = page.items[0]!.expiresAt
// @ts-expect-error there is no such procedure
carillon.posts.broadcast
// @ts-expect-error a query isn't mutated
carillon.posts.list.mutate
// @ts-expect-error the handle is missing
carillon.posts.list.query({})
// @ts-expect-error no such kind of post
carillon.posts.publish.mutate({ handle: 'bells', content: { kind: 'letter', text: '' } })
// @ts-expect-error whatever is asked for is a whole page
const wrong: Post[] = page
// @ts-expect-error an opaque post has no text
page.items[0]!.content.text
for await (const post of paginate(carillon.posts.list, { handle: 'bells' })) expiresAt satisfies typeof post.expiresAt
for await (const hit of paginate(carillon.directory.search, { query: 'bells' })) hit.matches.name
// @ts-expect-error what isn't a list has no pages
paginate(carillon.channels.get, { handle: 'bells' })
function explain(error: unknown): string {
  const refusal = refusalOf(error)
  switch (refusal?.code) {
    case 'keys.invalid':
      return refusal.message
    // @ts-expect-error misspelt
    case 'keys.invalidated':
      return ''
    default:
      return ''
  }
}
// @ts-expect-error codes are not any text
const code: ErrorCode = 'posts.key_lost'
export { code, explain, wrong, CarillonError }
`

/** Each must be good for the other, inputs and outputs. */
const agreement = (source: string) => `
import type * as built from '@carillon/client'
import type * as source from '${source}'
declare const ours: source.Client
declare const theirs: built.Client
theirs satisfies source.Client
ours satisfies built.Client
declare const code: source.ErrorCode
code satisfies built.ErrorCode
declare const builtCode: built.ErrorCode
builtCode satisfies source.ErrorCode
`

/** A tenth of a second of silence. */
function wav(): Buffer {
  const head = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0',
    'latin1',
  )
  head.writeUInt32LE(1_636, 4)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt32LE(1_600, 40)
  return Buffer.concat([head, Buffer.alloc(1_600)])
}
