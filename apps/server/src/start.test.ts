import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
