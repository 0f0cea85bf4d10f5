import type { ErrorCode, UploadedFile } from '@carillon/contract'
import { Scratch } from './scratch.ts'

/** So many refusals are remembered, for those who didn't get the answer. */
const REMEMBERED = 1_000

/** Uploads that are not stored yet: their files, and what this process knows of them. */
export class Underway {
  readonly scratch: Scratch
  /** Being made into what posts can show. */
  readonly running = new Map<string, { by: string; result: Promise<UploadedFile> }>()
  readonly #refused = new Map<string, { by: string; code: ErrorCode }>()

  constructor(folder: string) {
    this.scratch = new Scratch(folder)
  }

  refuse(id: string, by: string, code: ErrorCode): void {
    this.#refused.set(id, { by, code })
    const [oldest] = this.#refused.keys()
    if (this.#refused.size > REMEMBERED) this.#refused.delete(oldest!)
  }

  refusalOf(id: string, by: string): ErrorCode | null {
    const refused = this.#refused.get(id)
    return refused?.by === by ? refused.code : null
  }
}
