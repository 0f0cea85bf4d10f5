import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '@carillon/api'
import { indexFiles, type SiteFiles } from './files.ts'

/** Names the build that is served and the sources it was made of. */
type Pointer = { build: string; sources: string }

/**
 * Builds of a site below one folder: each in a folder of its own, a small file pointing at the one that is served.
 * A build that fails changes nothing.
 */
export class Builds {
  readonly #folder: string
  readonly #log: Log
  #files: SiteFiles | null = null
  #sources: string | null = null

  constructor(folder: string, log: Log) {
    this.#folder = folder
    this.#log = log
  }

  /** The files that are served, or `null` while there are none. */
  get files(): SiteFiles | null {
    return this.#files
  }
  get sources(): string | null {
    return this.#sources
  }

  /** Takes up what an earlier run left; a pointer or a build that can't be read counts as none. */
  async restore(): Promise<void> {
    try {
      const pointer: Pointer = JSON.parse(await readFile(this.#pointer, 'utf8'))
      this.#files = await indexFiles(join(this.#builds, pointer.build))
      this.#sources = pointer.sources
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#log.error('site.restore', { reason: String(error) })
    }
  }

  /** Lets `make` fill a new folder and serves it from then on. Throws what `make` throws; the old build stays. */
  async add(build: string, sources: string, make: (folder: string) => Promise<void>): Promise<void> {
    const folder = join(this.#builds, build)
    await rm(folder, { recursive: true, force: true })
    await mkdir(this.#builds, { recursive: true })
    try {
      await make(folder)
      const files = await indexFiles(folder)
      if (!files.has('/')) throw new Error('the build has no first page')
      const pointer: Pointer = { build, sources }
      await writeFile(`${this.#pointer}.new`, JSON.stringify(pointer))
      await rename(`${this.#pointer}.new`, this.#pointer)
      this.#files = files
      this.#sources = sources
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
    await this.#forgetAllBut(build)
  }

  /** The one before stays a while: an answer may still be reading from it. */
  async #forgetAllBut(build: string): Promise<void> {
    const others = (await readdir(this.#builds)).filter((name) => name !== build).sort()
    for (const name of others.slice(0, -1)) await rm(join(this.#builds, name), { recursive: true, force: true })
  }

  get #builds(): string {
    return join(this.#folder, 'builds')
  }
  get #pointer(): string {
    return join(this.#folder, 'current.json')
  }
}
