import { createEffect, on, onCleanup, onMount } from 'solid-js'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '../interface.ts'
import type { Curve, Line } from './Chart.tsx'
import { INCREMENTS, ticksOf } from './ticks.ts'

type PlotProps = {
  curve: Curve
  cursor: number | null
  onCursor: (at: number | null) => void
}

/** The lines themselves, drawn on a canvas. */
export function Plot(props: PlotProps) {
  let host!: HTMLDivElement
  onMount(() => {
    const plot = new uPlot(optionsFor(host, props), dataOf(props.curve), host)
    const fit = new ResizeObserver(() => plot.setSize(sizeOf(host)))
    fit.observe(host)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const repaint = () => plot.redraw(false, true)
    dark.addEventListener('change', repaint)
    createEffect(on(theme, repaint, { defer: true }))
    createEffect(
      on(
        () => props.curve,
        (curve) => plot.setData(dataOf(curve)),
        { defer: true },
      ),
    )
    createEffect(() => {
      const at = props.cursor
      const left = at === null ? -10 : plot.valToPos(props.curve.at[at] ?? 0, 'x')
      plot.setCursor({ left, top: at === null ? -10 : 0 }, false)
    })
    onCleanup(() => {
      fit.disconnect()
      dark.removeEventListener('change', repaint)
      plot.destroy()
    })
  })
  return <div ref={host} class="absolute inset-0 overflow-hidden" />
}

const dataOf = ({ at, lines }: Curve): uPlot.AlignedData => [at, ...lines.map(({ values }) => values)]
const sizeOf = ({ clientWidth: width, clientHeight: height }: HTMLElement) => ({ width, height })

function optionsFor(host: HTMLElement, props: PlotProps): uPlot.Options {
  const font = `12px ${getComputedStyle(host).fontFamily}`
  const axis = {
    font,
    stroke: () => ink(host, 'muted'),
    ticks: { show: false },
    gap: 6,
  }
  return {
    ...sizeOf(host),
    legend: { show: false },
    padding: [8, 22, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false },
      y: { range: (_, least, most) => rangeOf(least, most, props.curve.fromZero !== false) },
    },
    axes: [
      {
        ...axis,
        size: 26,
        grid: { show: false },
        splits: (plot) => ticksOf(props.curve.at, plot.width),
        values: (_, splits) => splits.map((at) => props.curve.tick(at)),
      },
      {
        ...axis,
        size: (_, values) => 14 + 7 * Math.max(2, ...(values ?? []).map(({ length }) => length)),
        incrs: INCREMENTS,
        space: 36,
        grid: { stroke: () => ink(host, 'line'), width: 1 },
        values: (_, splits) => splits.map((value) => props.curve.write(value, true)),
      },
    ],
    series: [{}, ...props.curve.lines.map((line) => seriesOf(host, line))],
    hooks: { setCursor: [({ cursor }) => props.onCursor(cursor.idx ?? null)] },
  }
}

function seriesOf(host: HTMLElement, { colour, dashed, pale }: Line): uPlot.Series {
  return {
    stroke: () => ink(host, pale ? 'edge' : `chart-${colour}`),
    width: pale ? 1.25 : 2,
    ...(dashed || pale ? { dash: pale ? [3, 4] : [7, 5] } : {}),
    points: { show: (plot) => !pale && plot.data[0].length === 1, size: 7 },
  }
}

/** Whole numbers, with room above them; a line without any stays at the bottom. */
function rangeOf(least: number | null, most: number | null, fromZero: boolean): [number, number] {
  const top = most ?? 0
  if (fromZero) return [Math.min(0, least ?? 0), Math.max(4, top * 1.08)]
  const room = Math.max(2, (top - (least ?? 0)) * 0.15)
  return [Math.max(0, Math.floor((least ?? 0) - room)), Math.ceil(top + room)]
}

/** A colour as it is at this moment: a canvas knows nothing of `light-dark()`, and what is new has no transition. */
function ink(host: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--color-${token})`
  host.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
