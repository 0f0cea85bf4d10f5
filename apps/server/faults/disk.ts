import { execFileSync } from 'node:child_process'
import { cp, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of a few megabytes in place of a folder, with what was in it. */
export type SmallDisk = {
  /** Leaves so many bytes free. */
  fill: (free: number) => Promise<void>
  makeRoom: () => Promise<void>
  remove: () => void
}

/** `null` where it can't be mounted: that takes root, on Linux. */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux') return null
  const original = `${folder}.original`
  await rename(folder, original)
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  await cp(original, folder, { recursive: true })
  const ballast = join(folder, 'ballast')
  const makeRoom = () => rm(ballast, { force: true })
  return {
    async fill(free) {
      await makeRoom()
      const { bavail, bsize } = await statfs(folder)
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - free)))
    },
    makeRoom,
    remove: () => void execFileSync('umount', ['-l', folder]),
  }
}
