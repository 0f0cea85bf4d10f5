import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '@carillon/api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Builds } from './builds.ts'

const quiet: Log = { info() {}, error() {} }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-builds-'))
})
afterEach(() => rm(folder, { recursive: true }))

const page = (text: string) => async (out: string) => {
  await mkdir(out)
  await writeFile(join(out, 'index.html'), text)
}

test('a build is served from the moment it is whole', async () => {
  const builds = new Builds(folder, quiet)
  let during: unknown = 'not looked at'
  await builds.add('1', 'sources', async (out) => {
    await page('one')(out)
    during = builds.files
  })
  expect(during).toBeNull()
  expect(builds.files?.get('/')).toMatchObject({ path: join(folder, 'builds/1/index.html') })
})

test('a build that fails leaves the old one served, and nothing of itself', async () => {
  const builds = new Builds(folder, quiet)
  await builds.add('1', 'sources', page('one'))
  const failing = async (out: string) => {
    await page('half')(out)
    throw new Error('no memory left')
  }
  await expect(builds.add('2', 'sources', failing)).rejects.toThrow('no memory left')
  await expect(builds.add('3', 'sources', async (out) => void (await mkdir(out)))).rejects.toThrow('no first page')
  expect(builds.files?.get('/')?.path).toContain('builds/1/')
  expect(await readdir(join(folder, 'builds'))).toEqual(['1'])
  const later = new Builds(folder, quiet)
  await later.restore()
  expect(later.files?.get('/')?.path).toContain('builds/1/')
})

test('a later run takes up the last build, with the sources it was made of', async () => {
  await new Builds(folder, quiet).add('1', 'abc', page('one'))
  const later = new Builds(folder, quiet)
  await later.restore()
  expect(later.sources).toBe('abc')
  expect(later.files?.has('/')).toBe(true)
})

test('a pointer that is damaged or leads nowhere counts as no build', async () => {
  await writeFile(join(folder, 'current.json'), '{"build":')
  const builds = new Builds(folder, quiet)
  await builds.restore()
  expect(builds.files).toBeNull()
  await writeFile(join(folder, 'current.json'), '{"build":"9","sources":"abc"}')
  await builds.restore()
  expect(builds.files).toBeNull()
  expect(builds.sources).toBeNull()
})

test('only the build before the last is kept beside it', async () => {
  const builds = new Builds(folder, quiet)
  for (const id of ['1', '2', '3']) await builds.add(id, 'sources', page(id))
  expect((await readdir(join(folder, 'builds'))).sort()).toEqual(['2', '3'])
})

test('a symbolic link in a build is not served', async () => {
  const builds = new Builds(folder, quiet)
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await builds.add('1', 'sources', async (out) => {
    await page('one')(out)
    await symlink(join(folder, 'secret.txt'), join(out, 'link.txt'))
    await symlink(folder, join(out, 'folder'))
  })
  expect([...builds.files!.keys()]).toEqual(['/'])
})
