/** However slow a request, it has reached the database by then; milliseconds. */
const LONGEST = 60_000

/**
 * Followers of whom everything is being deleted: what they had asked for a moment before, on this device or another, is
 * written no more. In memory, and for a moment.
 */
export class Forgotten {
  readonly #ids = new Set<string>()

  add(followerId: string): void {
    this.#ids.add(followerId)
    setTimeout(() => this.#ids.delete(followerId), LONGEST).unref()
  }

  /** Of a test that makes the same one anew. */
  delete(followerId: string): void {
    this.#ids.delete(followerId)
  }

  has(followerId: string): boolean {
    return this.#ids.has(followerId)
  }
}
