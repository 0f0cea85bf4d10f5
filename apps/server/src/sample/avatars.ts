import { circle, type Colours, type Dice, dice, PALETTES, path, rect, stroke, svg, times, toPng } from './draw.ts'

const SIDE = 320
const MIDDLE = SIDE / 2

/** Marks that keep to the inner circle, since avatars are often cut round. */
const MARKS = { sun, tiles, waves, petals, peaks, rings, leaf, rays, steps, bars } satisfies Record<
  string,
  (colours: Colours, roll: Dice) => string
>
export type Mark = keyof typeof MARKS

/** A square mark for a channel: the same for the same seed. A seed may begin with a mark's name and a colon. */
export function drawAvatar(seed: string): Promise<Buffer> {
  const roll = dice(seed)
  const colours = roll.pick(PALETTES)
  const named = seed.split(':')[0]!
  const mark = named in MARKS ? (named as Mark) : roll.pick(Object.keys(MARKS) as Mark[])
  return toPng(svg(SIDE, SIDE, SIDE, MARKS[mark](colours, roll)))
}

function sun({ deep, mid, soft, pale, accent }: Colours): string {
  const band = (y: number, fill: string) => path(`M0 ${y}Q80 ${y - 26} 160 ${y}T320 ${y}V320H0Z`, fill)
  return (
    rect(0, 0, SIDE, SIDE, pale) + circle(MIDDLE, 150, 68, accent) + band(176, soft) + band(212, mid) + band(250, deep)
  )
}

function tiles({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const fills = [mid, accent, soft, pale]
  const tile = (at: number) => {
    const turn = Math.floor(roll.between(0, 4)) * 90
    const quarter = path('M-50 -50H50A100 100 0 0 1 -50 50Z', fills[at]!)
    return `<g transform="translate(${110 + (at % 2) * 100} ${110 + Math.floor(at / 2) * 100}) rotate(${turn})">${quarter}</g>`
  }
  return rect(0, 0, SIDE, SIDE, deep) + times(4, tile)
}

function waves({ deep, mid, soft, pale, accent }: Colours): string {
  const fills = [pale, soft, mid]
  const wave = (at: number) => stroke(`M66 ${130 + at * 42}q31 -34 62 0t62 0t62 0`, fills[at]!, 17)
  return rect(0, 0, SIDE, SIDE, deep) + times(3, wave) + circle(214, 82, 20, accent)
}

function petals({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const count = roll.pick([5, 6, 8])
  const petal = (at: number) =>
    `<ellipse cx="${MIDDLE}" cy="96" rx="${count === 8 ? 24 : 32}" ry="58" fill="${at % 2 ? mid : soft}" transform="rotate(${(at * 360) / count} ${MIDDLE} ${MIDDLE})"/>`
  return (
    rect(0, 0, SIDE, SIDE, pale) +
    times(count, petal) +
    circle(MIDDLE, MIDDLE, 34, deep) +
    circle(MIDDLE, MIDDLE, 14, accent)
  )
}

function peaks({ deep, mid, soft, pale, accent }: Colours): string {
  const ridge = path('M20 262L124 112L196 210L228 168L304 262V320H20Z', mid)
  const front = path('M0 320L90 196L150 270L220 200L320 320Z', deep)
  const snow = path('M124 112L98 150L116 144L128 156L142 142L150 147Z', pale)
  return rect(0, 0, SIDE, SIDE, soft) + circle(222, 100, 30, accent) + ridge + snow + front
}

function rings({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const turn = Math.floor(roll.between(0, 4)) * 90
  const arc = (radius: number, fill: string) =>
    stroke(`M108 ${212 - radius}A${radius} ${radius} 0 0 1 ${108 + radius} 212`, fill, 24)
  const arcs = arc(52, pale) + arc(96, soft) + arc(140, mid)
  return (
    rect(0, 0, SIDE, SIDE, deep) +
    `<g transform="rotate(${turn} ${MIDDLE} ${MIDDLE})">${arcs}${circle(108, 212, 22, accent)}</g>`
  )
}

function leaf({ deep, mid, soft, pale, accent }: Colours): string {
  const left = path('M160 236C74 226 58 152 84 96C140 104 172 150 160 236Z', mid)
  const right = path('M160 236C152 172 176 124 240 112C262 168 236 226 160 236Z', soft)
  return rect(0, 0, SIDE, SIDE, pale) + left + right + stroke('M160 268V212', deep, 12) + circle(176, 82, 15, accent)
}

function rays({ deep, mid, soft, pale, accent }: Colours): string {
  const ray = (at: number) =>
    stroke('M160 106V58', at % 2 ? soft : pale, 15).replace('/>', ` transform="rotate(${at * 30} 160 160)"/>`)
  return (
    rect(0, 0, SIDE, SIDE, deep) + times(12, ray) + circle(MIDDLE, MIDDLE, 42, accent) + circle(MIDDLE, MIDDLE, 20, mid)
  )
}

function steps({ deep, mid, soft, pale, accent }: Colours): string {
  const fills = [soft, mid, deep]
  const step = (at: number) => rect(82 + at * 54, 190 - at * 46, 48, 62 + at * 46, fills[at]!, 10)
  return rect(0, 0, SIDE, SIDE, pale) + times(3, step) + circle(106, 132, 26, accent)
}

function bars({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const fills = [soft, pale, accent, pale, soft]
  const bar = (at: number) => {
    const half = at === 2 ? 88 : roll.between(34, 72)
    return rect(77 + at * 36, MIDDLE - half, 22, half * 2, fills[at]!, 11)
  }
  return rect(0, 0, SIDE, SIDE, mid) + circle(MIDDLE, MIDDLE, 128, deep) + times(5, bar)
}
