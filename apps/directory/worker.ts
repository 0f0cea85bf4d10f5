import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Pages that can be shown without a connection, in each language. */
const PAGES = ['offline', 'updates']
const PREFIXES = ['', 'fr/', 'es/']

/** Tells the service worker which files of this build to save. It stays the same, byte by byte, for as long as they do. */
export async function finishWorker(folder: string): Promise<void> {
  const pages = PREFIXES.flatMap((prefix) => PAGES.map((page) => `${prefix}${page}`))
  const assets = (await readdir(join(folder, '_astro'))).filter((name) => /\.(js|css)$/.test(name)).sort()
  const hash = createHash('sha256').update(assets.join())
  for (const page of pages) hash.update(await readFile(join(folder, page, 'index.html')))
  const files = [...pages.map((page) => `/${page}`), ...assets.map((name) => `/_astro/${name}`)]
  const site = { version: hash.digest('hex').slice(0, 12), files }
  const worker = join(folder, 'sw.js')
  await writeFile(worker, `self.site=${JSON.stringify(site)};\n${await readFile(worker, 'utf8')}`)
}
