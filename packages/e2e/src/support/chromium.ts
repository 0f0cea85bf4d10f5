import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const OF_MACOS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The system's Chromium: the one that `CHROMIUM` names, else the first that is found. */
export const CHROMIUM = findChromium()

function findChromium(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...OF_MACOS].find((path) => existsSync(path)) ?? null
}

/** As root, as in a container, Chromium's own sandbox isn't to be had. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A microphone that beeps, and nobody who has to allow it. */
export const FAKE_MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

export function launchBrowser(more: string[] = []): Promise<Browser> {
  if (!CHROMIUM) throw new Error('There is no Chromium here.')
  return chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] })
}

/** A browser on a folder of its own, where everything is that it keeps. */
export function launchProfile(folder: string, baseURL: string): Promise<BrowserContext> {
  if (!CHROMIUM) throw new Error('There is no Chromium here.')
  return chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM,
    args: ARGUMENTS,
    baseURL,
    locale: 'en-GB',
  })
}
