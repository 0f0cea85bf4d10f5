import { LIMITS } from '@carillon/contract'
import { AppError } from '../core/errors.ts'
import { photoKind } from './pipeline.kind.ts'
import { createPhotoPool } from './pipeline.pool.ts'
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
    close: () => pool.close(),
  }
}
