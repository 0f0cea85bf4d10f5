import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'astro'
import { compressFiles } from './compress.ts'
import { siteConfig } from './site.config.ts'
import { finishWorker } from './worker.ts'

/**
 * Builds the site: `node build.ts --api URL --origin URL --work DIR --out DIR`. Nothing is written into the sources:
 * what Astro keeps and makes lies below `work`, and `out`, on the same disk, appears whole or not at all.
 */
const options = { type: 'string' } as const
const { values } = parseArgs({ options: { api: options, origin: options, work: options, out: options } })
const { api, origin } = values
if (!api || !origin || !values.work || !values.out) throw new Error('build.ts needs --api, --origin, --work and --out')
const work = resolve(values.work)
const out = resolve(values.out)

// Astro takes pages outside of its root only where both lie below one folder, and renders them by bundles that import
// packages by name: so the sources are copied beside the packages.
const made = join(work, 'out')
await mkdir(work, { recursive: true })
// Astro puts the bundles it renders pages with where it was called from, whatever its root is.
process.chdir(work)
for (const name of ['src', 'public', 'node_modules']) await rm(join(work, name), { recursive: true, force: true })
for (const name of ['src', 'public']) await cp(join(import.meta.dirname, name), join(work, name), { recursive: true })
await symlink(join(import.meta.dirname, 'node_modules'), join(work, 'node_modules'))

const config = siteConfig({ api, origin })
await build({
  ...config,
  configFile: false,
  logLevel: 'warn',
  root: work,
  outDir: made,
  cacheDir: join(work, 'cache'),
  vite: { ...config.vite, cacheDir: join(work, 'vite') },
})
await finishWorker(made)
await compressFiles(made)
await rename(made, out)
