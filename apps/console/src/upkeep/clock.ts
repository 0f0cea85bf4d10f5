import type { Format } from '@carillon/ui/format'
import type { Vitals } from './queries.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Two clocks that are closer than this to one another agree, milliseconds. */
export const AGREE = 2 * MINUTE

/** What the server's own clock shows, whatever time is taken for right there. */
export const systemTime = ({ now, clock }: Vitals) => now + Math.min(0, clock.ahead)

/** The time that is sure to have come: how long ago something was is told by it. */
export const sureTime = ({ now, clock }: Vitals) => (clock.doubt ? now - clock.ahead : now)

/** How long a while is, in the unit that says it best: `3 days`. */
export function span(format: Pick<Format, 'duration'>, milliseconds: number): string {
  const length = Math.abs(milliseconds)
  const unit = [DAY, HOUR].find((size) => length >= 2 * size) ?? MINUTE
  return format.duration((Math.max(1, Math.round(length / unit)) * unit) / 1_000)
}
