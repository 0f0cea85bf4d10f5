import { circle, type Colours, type Dice, dice, PALETTES, path, rect, stroke, svg, times, toPng } from './draw.ts'

const WIDTH = 1280
const HEIGHT = 854
/** As wide as a page shows it; a drawing has no finer detail to keep. */
const PIXELS = 1080
/** No colour for water. */
const TERRACOTTA = '#b3552f'

const SCENES = { mountains, sea, street, chart, map, poster, table } satisfies Record<
  string,
  (colours: Colours, roll: Dice) => string
>
export type PictureKind = keyof typeof SCENES

/** A drawn scene of 1080 by 721 pixels: the same for the same kind and seed. */
export function drawPicture(kind: PictureKind, seed: string): Promise<Buffer> {
  const roll = dice(`${kind}:${seed}`)
  const palettes = kind === 'sea' ? PALETTES.filter(({ mid }) => mid !== TERRACOTTA) : PALETTES
  return toPng(svg(WIDTH, HEIGHT, PIXELS, SCENES[kind](roll.pick(palettes), roll)))
}

function sky(from: string, to: string): string {
  const stops = `<stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient></defs>${rect(0, 0, WIDTH, HEIGHT, 'url(#sky)')}`
}

/** A ragged line of hills from edge to edge, filled down to the ground. */
function ridge(roll: Dice, height: number, rough: number, fill: string): string {
  const waves = [1, 2.3, 4.9, 9.7].map((pace, at) => ({
    pace,
    shift: roll.between(0, 6.3),
    size: rough / (at + 1) ** 1.3,
  }))
  const y = (x: number) =>
    waves.reduce((sum, { pace, shift, size }) => sum + Math.sin((x / WIDTH) * 6.3 * pace + shift) * size, height)
  const points = Array.from({ length: 81 }, (_, at) => `${at * 16} ${y(at * 16).toFixed(1)}`)
  return path(`M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`, fill)
}

function mountains({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const light = circle(roll.between(240, 1040), roll.between(170, 290), 78, accent)
  const trees = times(34, () => {
    const x = roll.between(-20, WIDTH)
    const size = roll.between(34, 92)
    const foot = roll.between(720, HEIGHT + 20)
    return path(`M${x} ${foot}l${size * 0.32} ${-size}l${size * 0.32} ${size}Z`, deep)
  })
  const hills = ridge(roll, 430, 74, soft) + ridge(roll, 550, 66, mid) + ridge(roll, 720, 36, deep)
  return sky(pale, soft) + light + `<g opacity="0.55">${ridge(roll, 360, 90, soft)}</g>` + hills + trees
}

function sea({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const sunX = roll.between(360, 920)
  const glints = times(46, () => {
    const y = roll.between(500, 830)
    const spread = (y - 450) * 0.9
    const length = roll.between(20, 40 + spread * 0.25)
    return stroke(`M${sunX + roll.between(-spread, spread)} ${y}h${length}`, roll.next() < 0.4 ? accent : soft, 5)
  })
  const boat = (x: number, y: number, size: number) =>
    `<g transform="translate(${x} ${y}) scale(${size})">${path('M-70 0H70L46 34H-44Z', deep)}${path('M-4 -8V-150L66 -8Z', pale)}${path('M-14 -8V-120L-60 -8Z', accent)}</g>`
  const water =
    rect(0, 480, WIDTH, HEIGHT - 480, mid) +
    `<g opacity="0.35">${ridge(roll, 640, 14, deep)}${ridge(roll, 760, 16, deep)}</g>`
  const coast = `<g opacity="0.8">${ridge(roll, 452, 20, soft)}</g>`
  return (
    sky(soft, pale) +
    circle(sunX, 390, 92, accent) +
    coast +
    water +
    glints +
    boat(roll.between(160, 460), 600, 1.25) +
    boat(roll.between(800, 1120), 530, 0.6)
  )
}

function street({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  let houses = ''
  for (let x = -30; x < WIDTH;) {
    const width = roll.between(120, 210)
    const top = roll.between(230, 430)
    const wall = roll.pick([mid, soft, deep, mid])
    const window = wall === deep ? accent : pale
    const columns = Math.floor((width - 30) / 48)
    const gap = (width - columns * 26) / (columns + 1)
    const rows = Math.floor((690 - top - 120) / 66)
    houses += rect(x, top, width, 720 - top, wall)
    houses +=
      roll.next() < 0.55
        ? path(`M${x - 8} ${top}L${x + width / 2} ${top - 74}L${x + width + 8} ${top}Z`, wall === deep ? mid : deep)
        : rect(x - 6, top - 14, width + 12, 18, deep)
    houses += times(columns * rows, (at) => {
      const fill = roll.next() < 0.18 ? accent : window
      return rect(x + gap + (at % columns) * (26 + gap), top + 40 + Math.floor(at / columns) * 66, 26, 38, fill, 3)
    })
    houses += rect(x + width / 2 - 22, 636, 44, 84, wall === deep ? soft : deep, 6)
    x += width
  }
  const lamps = times(
    4,
    (at) => stroke(`M${130 + at * 340} 760V560q0 -26 30 -26`, deep, 8) + circle(166 + at * 340, 540, 15, accent),
  )
  return (
    sky(pale, soft) +
    circle(roll.between(200, 1080), 150, 58, accent) +
    houses +
    rect(0, 720, WIDTH, 134, deep) +
    rect(0, 720, WIDTH, 22, mid) +
    lamps
  )
}

function chart({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const lines = times(5, (at) => stroke(`M140 ${190 + at * 120}H1140`, soft, 2))
  let level = roll.between(0.25, 0.4)
  const values = Array.from(
    { length: 12 },
    () => (level = Math.min(0.96, Math.max(0.14, level + roll.between(-0.09, 0.15)))),
  )
  const bars = times(12, (at) => {
    const height = values[at]! * 480
    return rect(164 + at * 81, 670 - height, 50, height, at === 11 ? accent : mid, 8)
  })
  const trend = stroke(`M${values.map((value, at) => `${189 + at * 81} ${630 - value * 480}`).join('L')}`, deep, 6)
  const dots = values
    .map(
      (value, at) =>
        circle(189 + at * 81, 630 - value * 480, 10, pale) + circle(189 + at * 81, 630 - value * 480, 6, deep),
    )
    .join('')
  return (
    rect(0, 0, WIDTH, HEIGHT, pale) +
    rect(70, 70, 1140, 714, '#ffffff', 26) +
    lines +
    bars +
    stroke('M140 670H1140', deep, 4) +
    trend +
    dots
  )
}

function map({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const river = `M${roll.between(100, 400)} -20C${roll.between(200, 600)} 240 ${roll.between(500, 800)} 380 ${roll.between(560, 760)} 520S${roll.between(900, 1100)} 700 ${roll.between(960, 1200)} 880`
  const tilt = roll.between(-14, 14)
  const streets =
    times(15, (at) => stroke(`M${-200 + at * 120} -200V1100`, '#ffffff', at % 4 === 1 ? 20 : 9)) +
    times(12, (at) => stroke(`M-300 ${-120 + at * 104}H1600`, '#ffffff', at % 4 === 2 ? 20 : 9))
  const parks = times(6, () =>
    rect(Math.floor(roll.between(0, 9)) * 120 - 190, Math.floor(roll.between(0, 7)) * 104 - 110, 220, 188, soft, 12),
  )
  const turned = `<g transform="rotate(${tilt} 640 427)">${parks}${streets}</g>`
  const route = stroke(`M180 700L330 560L520 590L640 400L860 360L1010 210`, accent, 16)
  const pin =
    path('M1010 210c-52 -64 -62 -88 -62 -112a62 62 0 0 1 124 0c0 24 -10 48 -62 112Z', deep) + circle(1010, 98, 24, pale)
  return (
    rect(0, 0, WIDTH, HEIGHT, pale) +
    turned +
    stroke(river, mid, 62) +
    stroke(river, soft, 38) +
    route +
    circle(180, 700, 26, deep) +
    circle(180, 700, 11, pale) +
    pin
  )
}

function poster({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const size = 213.4
  const tile = (at: number) => {
    const x = (at % 6) * size
    const y = Math.floor(at / 6) * size
    const turn = `transform="rotate(${Math.floor(roll.between(0, 4)) * 90} ${x + size / 2} ${y + size / 2})"`
    const ground = roll.next() < 0.6 ? deep : mid
    const fills = [soft, pale, accent, ground === deep ? mid : deep]
    const shapes = [
      path(`M${x} ${y}H${x + size}A${size} ${size} 0 0 1 ${x} ${y + size}Z`, roll.pick(fills), turn),
      path(`M${x} ${y}L${x + size} ${y + size}H${x}Z`, roll.pick(fills), turn),
      circle(x + size / 2, y + size / 2, size * 0.32, roll.pick(fills)),
      path(`M${x} ${y + size / 2}A${size / 2} ${size / 2} 0 0 1 ${x + size} ${y + size / 2}Z`, roll.pick(fills), turn),
    ]
    return rect(x, y, size + 1, size + 1, ground) + roll.pick(shapes)
  }
  return times(24, tile)
}

function table({ deep, mid, soft, pale, accent }: Colours, roll: Dice): string {
  const boards = times(7, (at) => rect(0, at * 124, WIDTH, 120, at % 2 ? soft : pale))
  const bowl = (x: number, y: number, radius: number, fill: string, inside: string) =>
    `<g opacity="0.18">${circle(x + 12, y + 18, radius, deep)}</g>` +
    circle(x, y, radius, fill) +
    circle(x, y, radius * 0.84, '#ffffff') +
    circle(x, y, radius * 0.7, inside)
  const crumbs = times(40, () => {
    const angle = roll.between(0, 6.3)
    const away = roll.between(0, 120)
    return circle(
      620 + Math.cos(angle) * away,
      420 + Math.sin(angle) * away,
      roll.between(7, 20),
      roll.pick([accent, mid, deep, pale]),
    )
  })
  const leaves = times(7, (at) =>
    path(
      'M0 0C34 -34 92 -34 122 0C92 34 34 34 0 0Z',
      mid,
      `transform="translate(990 640) rotate(${at * 51}) scale(0.72)"`,
    ),
  )
  const spoon =
    stroke('M214 640L330 330', deep, 18) +
    `<ellipse cx="342" cy="286" rx="36" ry="54" fill="${deep}" transform="rotate(20 342 286)"/>`
  return boards + bowl(620, 420, 238, mid, soft) + crumbs + bowl(1010, 230, 122, deep, accent) + spoon + leaves
}
