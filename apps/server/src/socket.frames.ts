import type { ImportFile } from '@carillon/contract'

/** Lines of JSON and the bytes between them, taken from a stream as they are asked for. */
export class Frames {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  /** `undefined` where the stream has ended. */
  async readJson(): Promise<unknown> {
    const parts: Buffer[] = []
    for (;;) {
      const end = this.#rest.indexOf('\n')
      if (end !== -1) {
        parts.push(this.#rest.subarray(0, end))
        this.#rest = this.#rest.subarray(end + 1)
        return JSON.parse(Buffer.concat(parts).toString())
      }
      parts.push(this.#rest)
      if (!(await this.#fill())) return undefined
    }
  }

  /** The files that follow, each read when its turn comes. */
  async *readFiles(): AsyncGenerator<ImportFile> {
    for (let head; (head = (await this.readJson()) as { name: string; size: number } | undefined);) {
      yield { name: head.name, bytes: await this.#readBytes(head.size) }
    }
  }

  async #readBytes(size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size;) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw new Error('The command was cut off.')
      const part = this.#rest.subarray(0, size - at)
      bytes.set(part, at)
      this.#rest = this.#rest.subarray(part.length)
      at += part.length
    }
    return bytes
  }

  async #fill(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    this.#rest = done ? Buffer.alloc(0) : value
    return !done
  }
}
