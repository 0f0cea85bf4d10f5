import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '@carillon/api'
import { Builds } from './builds.ts'
import { runScript } from './child.ts'
import type { Meter } from '../metrics/meter.ts'
import type { SiteFiles } from './files.ts'
import { makeSchedule } from './schedule.ts'
import { hashSources } from './sources.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const DIRECTORY = join(ROOT, 'apps/directory')
const SOURCES = [DIRECTORY, join(ROOT, 'packages/ui'), join(ROOT, 'packages/contract')]

const SETTLE = 5_000
const PAUSE = 3 * 60_000

type Settings = {
  /** Where the build reads the channels: this process, over loopback. */
  apiUrl: string
  /** Public address of the instance, without a slash at the end. */
  origin: string
  dataDir: string
  log: Log
  meter: Meter
  now: () => number
}

export type Site = {
  /** What to serve; `null` before the first build. */
  files: () => SiteFiles | null
  /** What the site lists has changed: build it again, soon. */
  requestBuild: () => void
  /** Resolves when a site of these sources is served; rejects if its first build fails. */
  ready: Promise<void>
  close: () => Promise<void>
}

/**
 * The directory's static site, built below the data folder in a child process. A site that an earlier run built from
 * the same sources is served at once, and built again in the background.
 */
export async function buildSite(settings: Settings): Promise<Site> {
  const { apiUrl, origin, dataDir, log, meter, now } = settings
  const folder = join(dataDir, 'site')
  const work = join(folder, 'work')
  const builds = new Builds(folder, log)
  const stopping = new AbortController()
  const sources = await hashSources(SOURCES, origin, process.version)
  await builds.restore()

  async function run(): Promise<void> {
    const startedAt = now()
    const args = (out: string) => ['--api', apiUrl, '--origin', origin, '--work', work, '--out', out]
    try {
      await mkdir(work, { recursive: true })
      // The first one is waited for; later ones are no hurry, and whoever reads or writes is.
      const how = { signal: stopping.signal, inBackground: builds.files !== null }
      const build = (out: string) => runScript(join(DIRECTORY, 'build.ts'), args(out), how)
      await meter.siteBuild(() => builds.add(String(startedAt).padStart(15, '0'), sources, build))
      log.info('site.built', { milliseconds: now() - startedAt, files: builds.files?.size })
    } catch (error) {
      if (stopping.signal.aborted) return
      log.error('site.build_failed', { reason: String(error) })
      throw error
    }
  }

  if (builds.sources !== sources) await rm(work, { recursive: true, force: true })
  const schedule = makeSchedule({ run, now, settle: SETTLE, pause: PAUSE })
  const warm = builds.sources === sources
  const ready = warm ? Promise.resolve() : schedule.runNow()
  ready.catch(() => {})
  if (warm) schedule.request()
  return {
    files: () => builds.files,
    requestBuild: () => (builds.files ? schedule.request() : void schedule.runNow().catch(() => {})),
    ready,
    async close() {
      stopping.abort()
      await schedule.close()
    },
  }
}
