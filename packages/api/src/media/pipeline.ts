import { LIMITS } from '@carillon/contract'
import { AppError } from '../core/errors.ts'
import { photoKind, stickerKind } from './pipeline.kind.ts'
import { createPhotoPool } from './pipeline.pool.ts'
import type { DrawnSticker } from './pipeline.sticker.ts'
import type { ProcessedPhoto } from './pipeline.worker.ts'

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
   * Draws a PNG, WebP, GIF or SVG anew as a sticker: WebP, fitted into a square with what is around it clear. Throws
   * `AppError`: `media.too_large`, `media.too_many_pixels`, `media.timeout`, `stickers.…` by the limit that it broke.
   */
  drawSticker(bytes: Uint8Array): Promise<DrawnSticker>
  close(): Promise<void>
}

export function createPhotoPipeline({ workers = 2, timeoutMs = 20_000 } = {}): PhotoPipeline {
  const pool = createPhotoPool(new URL('./pipeline.worker.ts', import.meta.url), { workers, timeoutMs })
  return {
    async process(bytes, { widths, square = false }) {
      if (bytes.length > LIMITS.photoBytes) throw new AppError('media.too_large')
      const kind = photoKind(bytes)
      if (!kind) throw new AppError('media.unreadable')
      return pool.run({ bytes, kind, widths, square, maxPixels: LIMITS.photoPixels, maxSide: LIMITS.photoSide })
    },
    async drawSticker(bytes) {
      if (bytes.length > LIMITS.photoBytes) throw new AppError('media.too_large')
      const kind = stickerKind(bytes)
      if (!kind) throw new AppError('stickers.unreadable')
      return pool.drawSticker({ sticker: bytes, kind, maxPixels: LIMITS.photoPixels, maxSide: LIMITS.photoSide })
    },
    close: () => pool.close(),
  }
}
