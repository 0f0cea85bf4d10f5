import { LIMITS } from '@carillon/contract'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { addSticker, checkNewSticker, streamSticker } from './pictures.ts'

const upTo = bodyLimit({
  maxSize: LIMITS.photoBytes,
  onError() {
    throw new AppError('media.too_large')
  },
})

/** Stickers in, of a channel's pack (`handle`) or of everybody's; and out. */
export const stickerFiles = new Hono<{ Variables: { ctx: Ctx } }>()
  .post('/uploads/sticker', upTo, async (c) => {
    const { ctx } = c.var
    const handle = c.req.query('handle') ?? null
    const asked = { handle, packId: c.req.query('pack') ?? '', emoji: c.req.queries('emoji') ?? [] }
    const sticker = await checkNewSticker(ctx, asked)
    return c.json(await addSticker(ctx, sticker, new Uint8Array(await c.req.arrayBuffer())))
  })
  .get('/stickers/:id', async (c) => {
    const stream = await streamSticker(c.var.ctx, c.req.param('id'))
    return c.body(stream, 200, {
      'cache-control': 'public, max-age=86400',
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    })
  })
