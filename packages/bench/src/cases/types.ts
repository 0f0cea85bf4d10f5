import type { Dataset } from '../dataset.ts'
import type { Spread } from '../ratio.ts'

/** One line of the table. */
export type Figure = {
  /** As in the list of benchmarks: `B1`. */
  id: string
  what: string
  value: Spread
  /** `null` for a figure that is only told. */
  target: { at: 'least' | 'most'; value: number } | null
  unit: 'ratio' | 'µs' | 'ms' | 's' | '%' | 'MB' | 'MiB' | 'a second'
  /** The figures behind it. */
  details: string
}

export type Case = (dataset: Dataset, rounds: number) => Promise<Figure[]>

export const round = (value: number) => Math.round(value).toLocaleString('en')
export const range = ({ min, max }: Spread) => `${round(min)}–${round(max)}`
