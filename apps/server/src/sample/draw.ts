import sharp from 'sharp'

/** Numbers from 0 to 1 that are the same for the same seed, everywhere. */
export type Dice = { next(): number; between(from: number, to: number): number; pick<T>(list: readonly T[]): T }

export function dice(seed: string): Dice {
  let state = 2_166_136_261
  for (const char of seed) state = Math.imul(state ^ char.codePointAt(0)!, 16_777_619)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    pick: (list) => list[Math.floor(next() * list.length)]!,
  }
}

/** From dark to light; `accent` stands out from the rest. */
export type Colours = { deep: string; mid: string; soft: string; pale: string; accent: string }

export const PALETTES: Colours[] = [
  { deep: '#12355b', mid: '#2a6f97', soft: '#8ab6d1', pale: '#e8f1f5', accent: '#f2a541' },
  { deep: '#1f4037', mid: '#3f7d5f', soft: '#a3c9a8', pale: '#eef5ec', accent: '#e6b655' },
  { deep: '#4a1d3f', mid: '#8c3b63', soft: '#d99fb4', pale: '#f9edf0', accent: '#f0b67f' },
  { deep: '#5c2a18', mid: '#b3552f', soft: '#e8b08a', pale: '#fbf0e6', accent: '#2f6f73' },
  { deep: '#2b2d5b', mid: '#5a5fb0', soft: '#b3b7e2', pale: '#eff0fa', accent: '#f28f79' },
  { deep: '#0f4c4c', mid: '#1f8a83', soft: '#92cdc6', pale: '#e9f6f4', accent: '#ef8354' },
]

/** A drawing in units of `width` by `height`, made as many pixels wide as `pixels`. */
export function svg(width: number, height: number, pixels: number, content: string): string {
  const size = `width="${pixels}" height="${Math.round((pixels * height) / width)}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} preserveAspectRatio="xMidYMid slice">${content}</svg>`
}

export function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`
}

export function rect(x: number, y: number, width: number, height: number, fill: string, round = 0): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`
}

export function stroke(d: string, colour: string, width: number): string {
  return path(d, 'none', `stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`)
}

/** Of whole numbers from 0. */
export function times(count: number, draw: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => draw(at)).join('')
}

export function toPng(drawing: string): Promise<Buffer> {
  return sharp(Buffer.from(drawing)).png({ compressionLevel: 3 }).toBuffer()
}
