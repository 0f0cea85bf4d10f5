import { LIMITS } from '@carillon/contract'
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { AppError } from '../core/errors.ts'
import type { FileJob, TakenFile } from './files/take.ts'
import { photoKind, stickerKind } from './pipeline.kind.ts'
import { createPool } from './pipeline.pool.ts'
import type { DrawnSticker } from './pipeline.sticker.ts'
import type { ProcessedPhoto } from './pipeline.worker.ts'

export type { TakenFile } from './files/take.ts'
export type { ProcessedPhoto, Rendition } from './pipeline.worker.ts'

export const PHOTO_WIDTHS = [320, 640, 1080, 1600, 2560]

export type PhotoPipeline = {
  /**
   * Draws a picture anew as WebP at each of `widths` (pixels) that it is wide enough for, or at its own width where
   * that is less than the widest; moving pictures keep moving unless a `square` is cut. Nothing of the file but its
   * pixels is kept. Throws `AppError`: `media.too_large`, `media.unreadable`, `media.too_many_pixels`, `media.timeout`.
   */
  process(bytes: Uint8Array, options: { widths: number[]; square?: boolean }): Promise<ProcessedPhoto>
  /**
   * Writes the file at `input` anew to `output`, told by its content and without what it tells beside it. Throws
   * `AppError` with what is wrong and what would do.
   */
  take(job: FileJob): Promise<TakenFile>
  /**
   * Draws a PNG, WebP, GIF or SVG anew as a sticker: WebP, fitted into a square with what is around it clear. Throws
   * `AppError`: `media.too_large`, `media.too_many_pixels`, `media.timeout`, `stickers.…` by the limit that it broke.
   */
  drawSticker(bytes: Uint8Array): Promise<DrawnSticker>
  close(): Promise<void>
}

/** A small file that takes long goes round in circles; a large one may take its time, on a slow disk too. */
const MS_PER_MIB = 1_000
const WORKER_BYTES = 1.5 * 1024 ** 3
/** One core is left to whoever answers requests. */
const WORKERS = Math.max(1, availableParallelism() - 1)

export function createPhotoPipeline({
  workers = WORKERS,
  timeoutMs = 20_000,
  fileTimeoutMs = 20_000,
  memory = WORKER_BYTES,
} = {}): PhotoPipeline {
  const script = new URL('./pipeline.worker.ts', import.meta.url)
  const pool = createPool(script, { workers, timeoutMs, memory })
  return {
    async process(bytes, { widths, square = false }) {
      if (bytes.length > LIMITS.photoBytes) throw new AppError('media.too_large')
      const kind = photoKind(bytes)
      if (!kind) throw new AppError('media.unreadable')
      return pool.run({ bytes, kind, widths, square, maxPixels: LIMITS.photoPixels, maxSide: LIMITS.photoSide })
    },
    async take(job) {
      const { size } = await stat(job.input)
      return pool.run(job, fileTimeoutMs + (size / 1024 / 1024) * MS_PER_MIB)
    },
    async drawSticker(bytes) {
      if (bytes.length > LIMITS.photoBytes) throw new AppError('media.too_large')
      const kind = stickerKind(bytes)
      if (!kind) throw new AppError('stickers.unreadable')
      return pool.run({ sticker: bytes, kind, maxPixels: LIMITS.photoPixels, maxSide: LIMITS.photoSide })
    },
    close: () => pool.close(),
  }
}
