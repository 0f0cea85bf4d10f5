import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Log } from '@carillon/api'
import { runScript } from './child.ts'
import { indexFiles, type SiteFiles } from './files.ts'
import { hashSources } from './sources.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const CONSOLE = join(ROOT, 'apps/console')
const SOURCES = [CONSOLE, ...['ui', 'contract', 'client'].map((name) => join(ROOT, 'packages', name))]

type Settings = { dataDir: string; log: Log; now: () => number; signal: AbortSignal }

/** The console's files, built once for each state of its sources. */
export async function buildConsole({ dataDir, log, now, signal }: Settings): Promise<SiteFiles> {
  const folder = join(dataDir, 'console')
  const hash = await hashSources(SOURCES, process.version)
  const built = join(folder, hash)
  await mkdir(folder, { recursive: true })
  const known = await readdir(folder)
  if (!known.includes(hash)) {
    const startedAt = now()
    const half = join(folder, 'half')
    await rm(half, { recursive: true, force: true })
    const vite = join(dirname(createRequire(join(CONSOLE, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
    const args = ['build', CONSOLE, '--configLoader', 'native', '--outDir', half, '--emptyOutDir', '--logLevel', 'warn']
    await runScript(vite, args, { signal, inBackground: false })
    await rename(half, built)
    log.info('console.built', { milliseconds: now() - startedAt })
  }
  for (const name of known.filter((name) => name !== hash))
    await rm(join(folder, name), { recursive: true, force: true })
  return indexFiles(built)
}
