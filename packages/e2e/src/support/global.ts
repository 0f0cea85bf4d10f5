import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { CHROMIUM } from './chromium.ts'
import { carillon } from './commands.ts'
import { writeHostileOutline } from './hostile.ts'
import { OPML_FILES } from './paths.ts'
import { findFreePort } from './processes.ts'
import { Server } from './server.ts'

export type SharedInstance = {
  url: string
  dataDir: string
  operator: { email: string; password: string }
  /** The one port of this machine that the instance may call. */
  neighbour: number
}

declare module 'vitest' {
  interface ProvidedContext {
    instance: SharedInstance | null
  }
}

/**
 * One server for all tests that don't need one of their own: with the sample, the real outlines where they are, and a
 * channel whose name is an attack, all of them there before its pages are built.
 */
export default async function startSharedInstance(project: TestProject): Promise<(() => Promise<void>) | void> {
  project.provide('instance', null)
  if (!CHROMIUM) {
    console.log('The browser tests are skipped: there is no Chromium here. Install one, or name it in CHROMIUM.')
    return
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'carillon-e2e-'))
  if (OPML_FILES.length > 0) await carillon(dataDir, 'import', ...OPML_FILES)
  // Last, so that it stands on the first page among the newest.
  await carillon(dataDir, 'import', await writeHostileOutline(dataDir))
  const neighbour = await findFreePort()
  // All these tests come from one address, and sign in more often than people do.
  const env = {
    CARILLON_LIMIT_FACTOR: '100',
    CARILLON_OUTSIDE_ALLOWED: `127.0.0.1:${neighbour}`,
    // Tests say themselves where readers are.
    CARILLON_TRUSTED_PROXIES: '127.0.0.1,::1',
  }
  const server = await Server.start({ dataDir, env })
  project.provide('instance', { url: server.url, dataDir, operator: server.operator, neighbour })
  return async () => {
    await server.stop()
    await server.remove()
  }
}
