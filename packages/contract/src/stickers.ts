import * as z from 'zod'
import { StickerId } from './ids.ts'

/** WebP, 512 × 512 pixels, at `/api/stickers/{id}`. Its emoji say what it shows, also to those who can't see it. */
export const Sticker = z.object({
  id: StickerId,
  emoji: z.array(z.string()),
  /** Whether it moves. */
  moving: z.boolean(),
})
export type Sticker = z.infer<typeof Sticker>
