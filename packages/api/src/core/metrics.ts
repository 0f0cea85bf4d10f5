/**
 * Told what happens, for whoever counts it. What is told are names out of small fixed sets, such as a procedure's:
 * never an id, a handle or an address.
 */
export interface Metrics {
  /** A procedure begins; its end says `ok`, or the code that it was refused with. */
  procedure(name: string): (code: string) => void
  /** A post is about to be published; told again when it is on disk. */
  publish(): () => void
  /** A write has got in line for the writer. */
  write(): { begun(): void; ended(outcome: 'ok' | 'failed'): void }
  /** So many posts were erased because their time was over. */
  expired(posts: number): void
  /** A notification was sent, or what became of it instead. */
  notified(outcome: Notified): void
  /** A live connection was opened, or is gone. */
  live(change: 1 | -1): void
  /** So many connections were given an event. */
  delivered(connections: number): void
  /** A connection was ended because whoever reads is too slow. */
  dropped(): void
}

/** `gone`: its browser has given the address up. `refused`: not to be tried again. `failed`: tried for long enough. */
export type Notified = 'sent' | 'again' | 'gone' | 'refused' | 'failed'

const nothing = () => {}

export const noMetrics: Metrics = {
  procedure: () => nothing,
  publish: () => nothing,
  write: () => ({ begun: nothing, ended: nothing }),
  expired: nothing,
  notified: nothing,
  live: nothing,
  delivered: nothing,
  dropped: nothing,
}
