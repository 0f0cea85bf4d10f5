let last: Promise<void> = Promise.resolve()

/**
 * Resolves in a turn of the event loop that nobody else waits for here. Work that is done in slices, each after a turn
 * of its own, lets everything else through between any two of them, however much such work there is at once.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
  return last
}
