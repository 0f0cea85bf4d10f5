import { FileStore } from '@tus/file-store'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Where uploads grow, each in a file of its id; what is made of it lies beside it until it is stored. */
export class Scratch extends FileStore {
  constructor(directory: string) {
    super({ directory })
    // The length of a file is told before its first byte: no limit could be held otherwise.
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  /** As `FileStore` writes, with the fault as it was: a disk that is full should be told as that. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(this.pathOf(id), { flags: 'r+', start: offset })
    await pipeline(readable, file)
    return offset + file.bytesWritten
  }

  pathOf(id: string): string {
    return join(this.directory, id)
  }

  /** For what is made of an upload. */
  outputOf(id: string): string {
    return join(this.directory, `${id}.clean`)
  }

  /** How much of it there is, in bytes; `null` when it is gone. */
  async sizeOf(id: string): Promise<number | null> {
    return stat(this.pathOf(id)).then(
      ({ size }) => size,
      () => null,
    )
  }

  async forget(id: string): Promise<void> {
    for (const path of [this.pathOf(id), `${this.pathOf(id)}.json`, this.outputOf(id)]) await rm(path, { force: true })
  }

  /** The ids of all that lies here. */
  async ids(): Promise<string[]> {
    await mkdir(this.directory, { recursive: true })
    return [...new Set((await readdir(this.directory)).map((name) => name.split('.')[0]!))]
  }
}
