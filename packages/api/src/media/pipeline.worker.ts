import type { ErrorCode } from '@carillon/contract'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import type { FileJob, TakenFile } from './files/take.ts'
import type { PhotoKind } from './pipeline.kind.ts'
import { drawSticker, type DrawnSticker, type StickerJob } from './pipeline.sticker.ts'

export type PhotoJob = {
  bytes: Uint8Array
  kind: PhotoKind
  /** Widths wanted, in pixels; none is made that is wider than the picture. */
  widths: number[]
  /** Cut to a square around the middle, and standing still. */
  square: boolean
  maxPixels: number
  maxSide: number
}

export type Rendition = { width: number; height: number; bytes: Uint8Array }
export type ProcessedPhoto = {
  /** Of the largest rendition, as the picture is seen. */
  width: number
  height: number
  /** Base64. */
  thumbhash: string
  /** WebP, narrowest first. */
  renditions: Rendition[]
}

export type Job = PhotoJob | StickerJob | FileJob
export type Done = ProcessedPhoto | DrawnSticker | TakenFile
export type WorkerAnswer = 'ready' | { done: Done } | { code: ErrorCode }

/** More frames than that are hostile, however small each is. */
const MAX_FRAMES = 1_000
/** What WebP can hold. */
const MAX_WEBP_SIDE = 16_383
const THUMBHASH_SIDE = 100
/** Effort 4, sharp's own choice, takes twice the time to save a twentieth of the bytes. */
const WEBP = { quality: 80, effort: 2 }

type Refusal = { refused: ErrorCode }
type Pixels = { data: Buffer; width: number; height: number; channels: 1 | 2 | 3 | 4; frames: number }

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`),
})

process.on('message', async (job: Job) => answer(await work(job)))
// The server decides when we go, also on Ctrl-C, which the whole process group receives; without it there is no work.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
answer('ready')

async function work(job: Job): Promise<WorkerAnswer> {
  if ('input' in job) return takeFile(job)
  return 'sticker' in job ? drawSticker(job).catch(() => ({ code: 'stickers.unreadable' as const })) : processPhoto(job)
}

/** What reads files is loaded by the first one. */
async function takeFile(job: FileJob): Promise<WorkerAnswer> {
  const files = await import('./files/take.ts')
  return files.takeFile(job)
}

function answer(message: WorkerAnswer): void {
  process.send!(message)
}

async function processPhoto(job: PhotoJob): Promise<WorkerAnswer> {
  try {
    const frames = await checkHeader(job)
    if (typeof frames !== 'number') return { code: frames.refused }
    return { done: await render(job, frames) }
  } catch {
    return { code: 'media.unreadable' }
  }
}

/** Refuses by the header alone, before a pixel is decoded; else the number of frames to show. */
async function checkHeader(job: PhotoJob): Promise<number | Refusal> {
  const header = await sharp(job.bytes, { limitInputPixels: false }).metadata()
  if (!isKind(header, job.kind)) return { refused: 'media.unreadable' }
  const animated = job.kind === 'gif' || job.kind === 'webp'
  const frames = animated ? (header.pages ?? 1) : 1
  const pixels = header.width * header.height * frames
  const side = Math.max(header.width, header.height)
  if (pixels > job.maxPixels || side > job.maxSide || frames > MAX_FRAMES) return { refused: 'media.too_many_pixels' }
  return job.square ? 1 : frames
}

function isKind(header: Metadata, kind: PhotoKind): boolean {
  return kind === 'avif' ? header.format === 'heif' && header.compression === 'av1' : header.format === kind
}

async function render(job: PhotoJob, frames: number): Promise<ProcessedPhoto> {
  const options = { pages: frames, limitInputPixels: job.maxPixels, failOn: 'error' } as const
  const input = sharp(job.bytes, options)
  const header = await input.metadata()
  const full = sizeSeen(header, frames, job.square)
  const targets = targetSizes(full, job.widths)
  let pixels = await decode(frames === 1 ? input.autoOrient() : input, targets.at(-1)!, frames)

  const renditions: Rendition[] = []
  const timing = frames > 1 ? { loop: header.loop ?? 0, delay: header.delay ?? [] } : {}
  for (const { width, height } of targets.toReversed()) {
    pixels = width === pixels.width ? pixels : await decode(fromPixels(pixels), { width, height }, frames)
    const bytes = await fromPixels(pixels)
      .webp({ ...WEBP, ...timing })
      .toBuffer()
    renditions.unshift({ width, height, bytes })
  }
  const { width, height } = targets.at(-1)!
  return { width, height, thumbhash: await thumbhash(pixels), renditions }
}

type Size = { width: number; height: number }

/** As it is seen: turned as the camera was, one frame of a moving picture, cut where a square is wanted. */
function sizeSeen(header: Metadata, frames: number, square: boolean): Size {
  const size = frames === 1 ? header.autoOrient : { width: header.width, height: header.pageHeight ?? header.height }
  const side = Math.min(size.width, size.height)
  return square ? { width: side, height: side } : { width: size.width, height: size.height }
}

/** Narrowest first. */
function targetSizes(full: Size, widths: number[]): Size[] {
  const widest = Math.max(...widths)
  const wanted = new Set([...widths.filter((width) => width < full.width), Math.min(full.width, widest)])
  return [...wanted]
    .toSorted((a, b) => a - b)
    .map((width) => {
      const scale = Math.min(width / full.width, MAX_WEBP_SIDE / full.height)
      const fit = (side: number) => Math.max(1, Math.round(side * scale))
      return { width: fit(full.width), height: fit(full.height) }
    })
}

/** Pixels in sRGB at a size, without any metadata. Cuts what does not fit, which only a square makes happen. */
async function decode(image: Sharp, size: Size, frames: number): Promise<Pixels> {
  const resized = image.resize({ ...size, fit: frames === 1 ? 'cover' : 'fill' }).toColourspace('srgb')
  const { data, info } = await resized.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { data, ...size, channels: info.channels, frames }
}

function fromPixels({ data, width, height, channels, frames }: Pixels): Sharp {
  const raw = { width, height: height * frames, channels, ...(frames > 1 ? { pageHeight: height } : {}) }
  return sharp(data, { raw, pages: frames, limitInputPixels: false })
}

async function thumbhash(pixels: Pixels): Promise<string> {
  const first = { ...pixels, data: pixels.data.subarray(0, pixels.width * pixels.height * pixels.channels), frames: 1 }
  const { data, info } = await fromPixels(first)
    .resize({ width: THUMBHASH_SIDE, height: THUMBHASH_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
