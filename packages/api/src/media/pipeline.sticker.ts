import { LIMITS, type ErrorCode } from '@carillon/contract'
import sharp, { type Sharp } from 'sharp'
import { playPng, readMovingPng, type MovingPng } from './pipeline.apng.ts'
import { readSvg } from './pipeline.svg.ts'

export type StickerKind = 'png' | 'webp' | 'gif' | 'svg'
export type StickerJob = { kind: StickerKind; sticker: Uint8Array; maxPixels: number; maxSide: number }
/** WebP, square, with its background clear. */
export type DrawnSticker = { bytes: Uint8Array; moving: boolean }
type Refusal = { code: ErrorCode }

const SIDE = LIMITS.stickerSide
/** Best first, as long as it takes to fit. */
const QUALITIES = [90, 80, 65, 50, 35, 20]
/** Of one that moves each try costs seconds: with more pictures every other one goes, ten a second are left. */
const MANY = 100
/** What is as many times too heavy won't come to fit. */
const HOPELESS = 6
/** Shown for less than this, browsers show a picture for a tenth of a second. */
const SHORTEST = 11
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }

/** RGBA, all pictures below one another, each as wide and high as said, with how long each is shown, milliseconds. */
type Film = { data: Buffer; width: number; height: number; delays: number[] }

/** Draws a picture anew as a sticker: fitted into its square, within what a sticker may weigh and how long it may move. */
export async function drawSticker(job: StickerJob): Promise<{ done: DrawnSticker } | Refusal> {
  if (job.kind === 'svg') return drawSvg(job)
  const bytes = Buffer.from(job.sticker)
  const png = job.kind === 'png' ? readMovingPng(bytes) : null
  const header = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (header.format !== job.kind) return { code: 'stickers.unreadable' }
  const frames = png?.frames.length ?? (job.kind === 'png' ? 1 : (header.pages ?? 1))
  const height = header.pageHeight ?? header.height
  if (Math.max(header.width, height) > job.maxSide || header.width * height > job.maxPixels) {
    return { code: 'media.too_many_pixels' }
  }
  if (frames === 1) return still(sharp(bytes, { limitInputPixels: job.maxPixels, failOn: 'error' }).autoOrient())
  if (header.width * height * frames > job.maxPixels) return { code: 'stickers.too_many_frames' }
  const delays = (png ? png.frames.map(({ delay }) => delay) : (header.delay ?? [])).map(shown)
  if (delays.reduce((sum, delay) => sum + delay, 0) > LIMITS.movingStickerSeconds * 1000) {
    return { code: 'stickers.too_long' }
  }
  const size = fit(header.width, height)
  const data = png ? await playAt(png, size) : await decodeAt(bytes, frames, size)
  return moving(square({ data, ...size, delays }))
}

const shown = (delay: number) => (delay < SHORTEST ? 100 : Math.round(delay))

function fit(width: number, height: number) {
  const scale = SIDE / Math.max(width, height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Drawn at the size that it is wanted in, whatever size it says it has. */
async function drawSvg({ sticker, maxSide }: StickerJob): Promise<{ done: DrawnSticker } | Refusal> {
  const read = readSvg(sticker)
  if ('refused' in read) return { code: read.refused }
  // Only while a drawing is read: no other file is taken for one.
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] })
  try {
    const { width, height } = await sharp(read.svg, { limitInputPixels: false }).metadata()
    if (Math.max(width, height) > maxSide) return { code: 'media.too_many_pixels' }
    const density = Math.max(1, (72 * SIDE) / Math.max(width, height))
    return await still(sharp(read.svg, { density, failOn: 'error' }))
  } finally {
    sharp.block({ operation: ['VipsForeignLoadSvg'] })
  }
}

async function still(image: Sharp): Promise<{ done: DrawnSticker } | Refusal> {
  const fitted = image.resize({ width: SIDE, height: SIDE, fit: 'contain', background: CLEAR })
  const data = await fitted.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer()
  for (const quality of QUALITIES) {
    const bytes = await sharp(data, { raw: { width: SIDE, height: SIDE, channels: 4 } })
      .webp({ quality, smartSubsample: true })
      .toBuffer()
    if (bytes.length <= LIMITS.stickerBytes) return { done: { bytes, moving: false } }
  }
  return { code: 'stickers.too_heavy' }
}

async function decodeAt(bytes: Buffer, frames: number, size: { width: number; height: number }): Promise<Buffer> {
  const image = sharp(bytes, { pages: frames, limitInputPixels: false, failOn: 'error' })
  const resized = image
    .resize({ ...size, fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
  return resized.raw({ depth: 'uchar' }).toBuffer()
}

async function playAt(png: MovingPng, size: { width: number; height: number }): Promise<Buffer> {
  const raw = { width: png.width, height: png.height, channels: 4 as const }
  const pictures: Buffer[] = []
  for await (const picture of playPng(png)) {
    pictures.push(
      await sharp(picture, { raw })
        .resize({ ...size, fit: 'fill' })
        .raw()
        .toBuffer(),
    )
  }
  return Buffer.concat(pictures)
}

/** The same with clear pixels around it, so that it fills its square. */
function square({ data, width, height, delays }: Film): Film {
  const out = Buffer.alloc(SIDE * SIDE * 4 * delays.length)
  const left = Math.floor((SIDE - width) / 2)
  const top = Math.floor((SIDE - height) / 2)
  for (let row = 0; row < height * delays.length; row += 1) {
    const line = Math.floor(row / height) * SIDE + top + (row % height)
    data.copy(out, (line * SIDE + left) * 4, row * width * 4, (row + 1) * width * 4)
  }
  return { data: out, width: SIDE, height: SIDE, delays }
}

/** Quality goes first, and then every other picture: half of many are still a movement. */
async function moving(film: Film): Promise<{ done: DrawnSticker } | Refusal> {
  const full = film.delays.length > MANY ? thin(film) : film
  for (const [attempt, quality] of [
    [full, 75],
    [full, 45],
    [full, 20],
    [thin(full), 20],
  ] as const) {
    const bytes = await encode(attempt, quality)
    if (bytes.length <= LIMITS.movingStickerBytes) return { done: { bytes, moving: true } }
    if (bytes.length > LIMITS.movingStickerBytes * HOPELESS) break
  }
  return { code: 'stickers.moving_too_heavy' }
}

function encode({ data, width, height, delays }: Film, quality: number): Promise<Buffer> {
  const raw = { width, height: height * delays.length, channels: 4 as const, pageHeight: height }
  return sharp(data, { raw, pages: delays.length, limitInputPixels: false })
    .webp({ quality, effort: 2, loop: 0, delay: delays })
    .toBuffer()
}

function thin({ data, width, height, delays }: Film): Film {
  const size = width * height * 4
  const kept = delays.flatMap((_, at) => (at % 2 === 0 ? [at] : []))
  return {
    data: Buffer.concat(kept.map((at) => data.subarray(at * size, (at + 1) * size))),
    width,
    height,
    delays: kept.map((at) => delays[at]! + (delays[at + 1] ?? 0)),
  }
}
