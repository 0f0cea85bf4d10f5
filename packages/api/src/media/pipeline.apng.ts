import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** One frame of a moving PNG, and where it goes on the picture. */
type Frame = {
  left: number
  top: number
  width: number
  height: number
  delay: number
  dispose: number
  blend: number
  data: Buffer[]
}
export type MovingPng = { width: number; height: number; frames: Frame[]; head: Buffer; shared: Buffer[] }

const SIGNATURE = 8
/** What all frames have in common: palette, transparency, colours. */
const SHARED = new Set(['PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP'])
const CLEAR = 1
const PREVIOUS = 2
const OVER = 1

/** libpng, which libvips reads PNG by, knows the first picture of a moving PNG only. `null` where it stands still. */
export function readMovingPng(file: Buffer): MovingPng | null {
  const png: MovingPng = { width: 0, height: 0, frames: [], head: Buffer.alloc(0), shared: [] }
  let moving = false
  for (let at = SIGNATURE; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    const data = file.subarray(at + 8, at + 8 + length)
    if (data.length < length) throw new Error('cut short')
    if (name === 'IHDR') {
      png.head = data
      png.width = data.readUInt32BE(0)
      png.height = data.readUInt32BE(4)
    }
    if (name === 'acTL') moving = data.readUInt32BE(0) > 1
    if (SHARED.has(name)) png.shared.push(chunk(name, data))
    if (name === 'fcTL') png.frames.push(readFrame(data, png))
    // Before the first frame's own header it is a picture for those who can't show moving ones.
    if (name === 'IDAT') png.frames.at(-1)?.data.push(data)
    if (name === 'fdAT') png.frames.at(-1)?.data.push(data.subarray(4))
    at += 12 + length
  }
  return moving && png.frames.length > 1 ? png : null
}

function readFrame(data: Buffer, { width, height }: MovingPng): Frame {
  const [wide, high, left, top] = [4, 8, 12, 16].map((at) => data.readUInt32BE(at)) as [number, number, number, number]
  if (wide === 0 || high === 0 || left + wide > width || top + high > height) throw new Error('outside')
  const delay = (data.readUInt16BE(20) / (data.readUInt16BE(22) || 100)) * 1000
  return { left, top, width: wide, height: high, delay, dispose: data[24]!, blend: data[25]!, data: [] }
}

/** Each picture as it is seen, RGBA, laid over what the ones before it left. */
export async function* playPng(png: MovingPng): AsyncGenerator<Buffer> {
  const canvas = Buffer.alloc(png.width * png.height * 4)
  for (const frame of png.frames) {
    const before = frame.dispose === PREVIOUS ? Buffer.from(canvas) : null
    lay(canvas, png.width, frame, await decode(png, frame))
    yield canvas
    if (before) before.copy(canvas)
    if (frame.dispose === CLEAR) lay(canvas, png.width, { ...frame, blend: 0 }, Buffer.alloc(area(frame) * 4))
  }
}

const area = ({ width, height }: Frame) => width * height

async function decode(png: MovingPng, frame: Frame): Promise<Buffer> {
  const head = Buffer.from(png.head)
  head.writeUInt32BE(frame.width, 0)
  head.writeUInt32BE(frame.height, 4)
  const signature = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')
  const parts = [chunk('IHDR', head), ...png.shared, chunk('IDAT', Buffer.concat(frame.data)), chunk('IEND')]
  const picture = sharp(Buffer.concat([signature, ...parts]), { failOn: 'error', limitInputPixels: area(frame) })
  return picture.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer()
}

function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function lay(canvas: Buffer, width: number, frame: Frame, pixels: Buffer): void {
  for (let row = 0; row < frame.height; row += 1) {
    const from = row * frame.width * 4
    const to = ((frame.top + row) * width + frame.left) * 4
    if (frame.blend !== OVER) pixels.copy(canvas, to, from, from + frame.width * 4)
    else for (let at = 0; at < frame.width * 4; at += 4) layOver(canvas, to + at, pixels, from + at)
  }
}

function layOver(under: Buffer, to: number, over: Buffer, from: number): void {
  const alpha = over[from + 3]! / 255
  if (alpha === 0) return
  const below = (under[to + 3]! / 255) * (1 - alpha)
  const whole = alpha + below
  for (let channel = 0; channel < 3; channel += 1) {
    under[to + channel] = Math.round((over[from + channel]! * alpha + under[to + channel]! * below) / whole)
  }
  under[to + 3] = Math.round(whole * 255)
}
