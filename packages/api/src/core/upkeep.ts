/** Long work on all of the data, such as erasing and copying it: never two at once, in the order they were asked for. */
export class Upkeep {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Whether any is under way. */
  get busy(): boolean {
    return this.#waiting > 0
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1
    const done = this.#last.then(work).finally(() => (this.#waiting -= 1))
    this.#last = done.catch(() => {})
    return done
  }
}
