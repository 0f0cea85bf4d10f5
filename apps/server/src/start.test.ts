import { openTestInstance } from '@carillon/api/testing'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePlace } from './testing/instance.ts'
import { run } from './testing/process.ts'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'carillon-start-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a server that refuses to start says to the person at the terminal; its log's lines are JSON. */
async function refusal(env: Record<string, string>, args = ['--empty']): Promise<string> {
  const place = await makePlace(folder, `data-${Math.random()}`)
  const server = run('main.ts', args, { ...place.env, ...env })
  expect(await server.ended).toBe(1)
  expect(server.out()).not.toContain('Carillon is ready')
  const lines = server
    .err()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
  expect(lines).toHaveLength(1)
  return lines[0]!
}

const slow = { timeout: 90_000 }

describe('a server that cannot start says why in one line', slow, () => {
  test('where another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} is taken by another program. Set PORT to a free one.`,
    )
    other.close()
  })

  test('where the data folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), 'no folder')
    for (const dataDir of [join(folder, 'file'), join(folder, 'file', 'data'), '/sys']) {
      const said = await refusal({ CARILLON_DATA: dataDir })
      expect(said).toMatch(/ can’t be written to\. Set CARILLON_DATA to a folder that can\.$/)
    }
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('no folder')
  })

  test.each([
    ['PORT', 'many', 'a port number, 1 to 65535'],
    ['PORT', '70000', 'a port number, 1 to 65535'],
    ['CARILLON_URL', 'channels.example', 'the address people use, such as https://channels.example'],
    ['CARILLON_TIME_ZONE', 'Mars/Olympus', 'a time zone such as Europe/Paris'],
    ['CARILLON_LIMIT_FACTOR', '0', 'a number above 0'],
    ['SMTP_URL', 'http://name:secret-of-smtp@host', 'smtp://name:password@host:port'],
  ])('where %s is %j', async (name, value, takes) => {
    const said = await refusal({ [name]: value })
    expect(said).toContain(name)
    expect(said).toContain(takes)
    if (name === 'SMTP_URL') expect(said).not.toContain('secret-of-smtp')
    else expect(said).toContain(value)
  })

  test('where its own option is misspelt', async () => {
    expect(await refusal({}, ['--emtpy'])).toContain('--emtpy')
  })
})

describe('a damaged database', slow, () => {
  let [sound, unclosed] = ['', '']
  beforeAll(async () => {
    const instance = await openTestInstance()
    const owner = await instance.account('owner', { creator: true })
    await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
    for (let at = 0; at < 80; at += 1) {
      await instance.as(owner).posts.publish({ handle: 'bells', content: { kind: 'text', text: 'ding '.repeat(300) } })
    }
    await instance.core.db.checkpoint()
    sound = join(folder, 'sound.db')
    await copyFile(join(instance.dataDir, 'carillon.db'), sound)
    unclosed = join(folder, 'unclosed.db-wal')
    await instance.as(owner).channels.create({ handle: 'late', name: 'Late', category: 'music' })
    await copyFile(join(instance.dataDir, 'carillon.db-wal'), unclosed)
    await instance.close()
  })

  const zeroPages = (bytes: Buffer) => {
    for (let page = 20; page < 90; page += 1) bytes.fill(0, page * 4096, (page + 1) * 4096)
    return bytes
  }
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['a broken header', (bytes) => bytes.fill('x', 0, 40)],
    ['a broken first page', (bytes) => bytes.fill(255, 100, 4096)],
    ['broken pages', zeroPages],
    ['half of it missing', (bytes) => bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096)],
    ['other content altogether', () => Buffer.from('Dear diary, today I put a letter where the database was.')],
  ])('with %s is named, and left as it is', async (_, damage) => {
    const dataDir = join(folder, `damaged-${Math.random()}`)
    await mkdir(dataDir)
    const path = join(dataDir, 'carillon.db')
    const damaged = damage(await readFile(sound))
    await writeFile(path, damaged)
    const said = await refusal({ CARILLON_DATA: dataDir })
    expect(said).toContain(path)
    expect(said).toContain('restore it from a backup')
    expect((await readFile(path)).equals(damaged)).toBe(true)
    // Nothing is written beside it either: an empty log is how SQLite begins to read.
    for (const name of (await readdir(dataDir)).filter((name) => name.endsWith('-wal'))) {
      expect((await stat(join(dataDir, name))).size).toBe(0)
    }
  })

  test('that was not closed in time is not written to even by its own log', async () => {
    const dataDir = join(folder, 'unclosed')
    await mkdir(dataDir)
    await copyFile(unclosed, join(dataDir, 'carillon.db-wal'))
    const damaged = zeroPages(await readFile(sound))
    await writeFile(join(dataDir, 'carillon.db'), damaged)
    expect(await refusal({ CARILLON_DATA: dataDir })).toContain('restore it from a backup')
    expect((await readFile(join(dataDir, 'carillon.db'))).equals(damaged)).toBe(true)
    expect((await readFile(join(dataDir, 'carillon.db-wal'))).equals(await readFile(unclosed))).toBe(true)
  })
})

const tmpfs = (action: () => unknown) => {
  try {
    action()
    return true
  } catch {
    return false
  }
}
test(
  'a full disk is called so, however little room there is, and with room all is well again',
  slow,
  async ({ skip }) => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    const mounted =
      process.platform === 'linux' &&
      tmpfs(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk], { stdio: 'ignore' }))
    if (!mounted) skip('a small disk can’t be mounted here: that takes root on Linux')
    try {
      for (const free of [0, 8_192, 100_000, 200_000, 400_000]) {
        await rm(join(disk, 'data'), { recursive: true, force: true })
        await writeFile(join(disk, 'ballast'), Buffer.alloc(600 * 1024 - free)).catch(() => {})
        expect(await refusal({ CARILLON_DATA: join(disk, 'data') }), `with ${free} bytes free`).toBe(
          'The disk is full. Make room and start again.',
        )
        await rm(join(disk, 'ballast'))
      }
      execFileSync('mount', ['-o', 'remount,size=50m', disk])
      const place = await makePlace(folder, 'disk/data')
      expect(await place.command(['expire'])).toMatchObject({ code: 0, err: '' })
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  },
)
