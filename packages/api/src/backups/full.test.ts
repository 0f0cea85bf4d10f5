import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isDiskFull } from '../core/errors.ts'
import { readVitals } from '../operation/vitals.ts'
import { type BackedUp, openBackedUp, readFiles } from './backups.testing.ts'

/** Mounts a disk of this size there; `false` where this process may not. */
function mount(folder: string, bytes: number): boolean {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'carillon', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const unmount = (folder: string) => execFileSync('umount', [folder])

function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-mount-'))
  const may = mount(folder, 65_536)
  if (may) unmount(folder)
  rmSync(folder, { recursive: true })
  return may
}

describe.skipIf(!mayMount())('a backup that finds its disk full', () => {
  let on: BackedUp
  beforeEach(async () => {
    on = await openBackedUp()
    mount(on.to, 4_000_000)
  })
  afterEach(async () => {
    unmount(on.to)
    await on.close()
  })

  test.each(['database', 'files'] as const)(
    'amid the %s says so, harms none, and passes when there is room',
    async (step) => {
      const photo = await on.publishPhoto('before')
      const { name } = await on.backUp()
      await on.publishPhoto('after', '#773311')
      const filler = join(on.to, 'objects/filler')
      const fill = async () => {
        const { bavail, bsize } = await statfs(on.to)
        const { size } = await stat(join(on.to, 'snapshots', name, 'carillon.db'))
        const left = step === 'database' ? size / 2 : size + 6_000
        await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
      }
      await fill()
      const failure: unknown = await on.backUp().catch((error: unknown) => error)
      expect(isDiskFull(failure)).toBe(true)
      expect((await readVitals(on.instance.core)).alarms).toContain('backup_failed')
      expect(await readdir(join(on.to, 'snapshots'))).toEqual([name])
      await on.restoreTo('restored')
      const { said } = await readFiles(join(on.folder, 'restored'))
      expect(said[photo.id]!.picture).not.toBeNull()

      // The instance itself never noticed.
      await on.publish('meanwhile')
      await rm(filler)
      await on.backUp()
      await on.restoreTo('restored again')
      expect(Object.keys((await readFiles(join(on.folder, 'restored again'))).said)).toHaveLength(3)
      expect((await readVitals(on.instance.core)).alarms).not.toContain('backup_failed')
    },
  )
})
