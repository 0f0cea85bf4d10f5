import { randomFillSync } from 'node:crypto'

/** Asking the system costs as much for a few bytes as for many. */
const POOL = 4096

/** Random bytes that nobody can foresee. None is handed out twice, and none stays in the pool. */
export function createRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(POOL)
  let used = POOL
  return (bytes) => {
    if (bytes > POOL / 8) return randomFillSync(new Uint8Array(bytes))
    if (used + bytes > POOL) {
      randomFillSync(pool)
      used = 0
    }
    const taken = pool.slice(used, used + bytes)
    pool.fill(0, used, used + bytes)
    used += bytes
    return taken
  }
}
