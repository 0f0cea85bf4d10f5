import type { DayFigures } from '@carillon/contract'
import type { Interface } from '@carillon/ui'
import type { Words } from '../interface.ts'
import type { Curve, Line } from './Chart.tsx'
import { analyticsFormat } from './format.ts'
import { instantOf } from './span.ts'

type Ui = Pick<Interface<Words>, 't' | 'format' | 'locale'>
export type Figure = Exclude<keyof DayFigures, 'day' | 'reachFollowers'>

/** What is drawn together, and in which order. */
const CURVES: Figure[][] = [
  ['followers'],
  ['gained', 'lost'],
  ['reach'],
  ['views'],
  ['reactions'],
  ['votes'],
  ['forwards'],
  ['clicks'],
  ['mutes'],
]

export function curvesOf(ui: Ui, days: DayFigures[], before: DayFigures[] | undefined) {
  return CURVES.map((figures) => ({
    title: figures.length > 1 ? ui.t.analytics.gainedAndLost : ui.t.analytics.figures[figures[0]!],
    curve: curveOf(ui, days, linesOf(ui, figures, days, before), figures[0] !== 'followers'),
  }))
}

function linesOf(ui: Ui, figures: Figure[], days: DayFigures[], before: DayFigures[] | undefined): Line[] {
  const lines: Line[] = figures.map((figure, at) => {
    const values = days.map((day) => day[figure])
    return { name: ui.t.analytics.figures[figure], values, colour: at + 1 }
  })
  const [only] = figures
  if (figures.length > 1 || !only || !before?.some((day) => day[only] !== 0)) return lines
  const values = before.map((day) => day[only])
  return [...lines, { name: ui.t.analytics.spanBefore, values, colour: 6, pale: true }]
}

/** Over days. */
export function curveOf(ui: Ui, days: { day: string }[], lines: Line[], fromZero = true): Curve {
  const { longDay, shortDay } = analyticsFormat(ui.locale)
  return {
    at: days.map(({ day }) => instantOf(day)),
    lines,
    axis: ui.t.analytics.day,
    label: longDay,
    tick: shortDay,
    write: (value, short) => (short ? ui.format.compact(value) : ui.format.number(value)),
    fromZero,
  }
}
