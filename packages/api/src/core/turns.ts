import { setTimeout as pause } from 'node:timers/promises'

let last: Promise<void> = Promise.resolve()

/**
 * Resolves in a turn of the event loop that nobody else waits for here. Work that is done in slices, each after a turn
 * of its own, lets everything else through between any two of them, however much such work there is at once.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
  return last
}

/**
 * Does long work in bits, until one answers that there is no more, and rests after each for as long as it took: whatever
 * else is to be done has half of the time at least.
 */
export async function inBits(bit: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const began = performance.now()
    if (!(await bit())) return
    await pause(performance.now() - began)
  }
}
