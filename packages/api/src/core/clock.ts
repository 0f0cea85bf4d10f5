/** What time it is, and whether anybody can be sure. */
export type Clock = {
  /** Milliseconds since the epoch: what everything is stamped with and hidden by. */
  now(): number
  /** How far it is ahead of what is sure to have passed, milliseconds; negative where the system's clock fell behind. */
  ahead(): number
  /** Takes the system's clock for right. */
  trust(): void
}

type Sources = {
  /** The system's clock, which may be set to anything at any moment. */
  wall: () => number
  /** Milliseconds that pass evenly, from no moment in particular. */
  steady: () => number
  /** An instant that had come before this process began, if any is known. */
  known: number | null
}

/**
 * Follows the system's clock ahead, so that what is past its time by it is hidden at once, but never back: a post that had
 * expired stays so, and time goes on by the steady clock. What was never trusted is forgotten when the clock comes back.
 */
export function createClock({ wall, steady, known }: Sources): Clock {
  let trusted = known ?? wall()
  let at = steady()
  const sure = () => Math.floor(trusted + (steady() - at))
  return {
    now: () => Math.max(wall(), sure()),
    ahead: () => wall() - sure(),
    trust() {
      trusted = wall()
      at = steady()
    },
  }
}
