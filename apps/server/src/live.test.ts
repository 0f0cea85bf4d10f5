import { openTestInstance } from '@carillon/api/testing'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, run } from './testing/process.ts'

let folder: string
let url: string
let server: Program

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-live-'))
  const dataDir = join(folder, 'data')
  const instance = await openTestInstance()
  const owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  await instance.core.db.checkpoint()
  await cp(instance.dataDir, dataDir, { recursive: true })
  await instance.close()
  server = run('testing/bare-server.ts', [], {
    CARILLON_DATA: dataDir,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  })
  const [, port] = await server.says(/listening on (\d+)/)
  url = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  await rm(folder, { recursive: true, force: true })
})

test('live connections carry the headers that everything does, and are refused with a status', async () => {
  const leaving = new AbortController()
  const ask = (input: object, headers: Record<string, string> = {}) => {
    const path = `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify(input))}`
    return fetch(url + path, { headers, signal: leaving.signal })
  }
  const [page, live] = [await fetch(`${url}/healthz`), await ask({ handle: 'bells' })]
  expect(live.status).toBe(200)
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options']) {
    expect([name, live.headers.get(name)]).toEqual([name, page.headers.get(name)])
    expect(live.headers.get(name)).not.toBeNull()
  }
  expect(live.headers.get('content-type')).toContain('text/event-stream')
  expect(live.headers.get('cache-control')).toBe('no-cache, no-transform')
  leaving.abort()
  const refusals = [
    [{ handle: 'no_bells' }, {}, 404, 'channels.not_found'],
    [{ handle: 'bells' }, { authorization: 'Bearer carillon_0' }, 401, 'keys.invalid'],
    [{ handle: 7 }, {}, 400, 'input.invalid'],
  ] as const
  for (const [input, headers, status, code] of refusals) {
    const path = `/api/trpc/live.channel?input=${encodeURIComponent(JSON.stringify(input))}`
    const refused = await fetch(url + path, { headers })
    expect([refused.status, await refused.text()]).toEqual([status, expect.stringContaining(code)])
  }
})
