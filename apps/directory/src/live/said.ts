import type { LiveEvent } from '@carillon/contract'

/** Where pages and the one that has the connection talk to each other. */
export const AIR = 'carillon-live'

export type Said =
  /** By a page: what it wants to hear of, besides what is followed. */
  | { want: string; handles: string[]; visible: boolean }
  /** By the page that took over: what does everybody want? */
  | { asks: true }
  /** To a page that said what it wants: whether events come already. */
  | { to: string; live: boolean }
  /** To all: events come from now on, or don't any more. `fresh`: what was before is not made up for. */
  | { live: boolean; fresh: boolean }
  | { event: LiveEvent }
