import type { PollHistory } from '@carillon/contract'

type Items = PollHistory['items']

/** The room that lines are drawn in, in units of the picture. */
export const PLOT = { width: 600, height: 200 }

/** One option's votes as the steps of a line, from the beginning on. */
export function stepsOf(items: Items, option: number, from: number, most: number): string {
  const until = items.at(-1)!.at
  const x = (at: number) => round(((at - from) / Math.max(1, until - from)) * PLOT.width)
  const y = (votes: number) => round(PLOT.height - (votes / most) * PLOT.height)
  const steps = items.map(({ at, options }) => `H${x(at)}V${y(options[option] ?? 0)}`)
  return `M0 ${PLOT.height}${steps.join('')}`
}

/** The most that any option ever had, at least one. */
export function mostOf(items: Items): number {
  return Math.max(1, ...items.flatMap(({ options }) => options))
}

const round = (value: number) => Math.round(value * 10) / 10
