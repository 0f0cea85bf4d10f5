import { LIMITS } from '@carillon/contract'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { requireWritable } from '../channels/authority.ts'
import { setAvatar } from '../channels/service.ts'
import { AppError } from '../core/errors.ts'
import { uploadPhoto } from '../media/keep.ts'
import type { Env } from './context.ts'

const upTo = bodyLimit({
  maxSize: LIMITS.photoBytes,
  onError() {
    throw new AppError('media.too_large')
  },
})

/** Files in: what tRPC isn't made for. Who may not send one is told before its bytes are read. */
export const uploads = new Hono<Env>()
  .post('/uploads/photo', upTo, async (c) => {
    const handle = c.req.query('handle') ?? ''
    await requireWritable(c.var.ctx, handle, 'editor', 'publish')
    return c.json(await uploadPhoto(c.var.ctx, handle, new Uint8Array(await c.req.arrayBuffer())))
  })
  .post('/uploads/avatar', upTo, async (c) => {
    const handle = c.req.query('handle') ?? ''
    await requireWritable(c.var.ctx, handle, 'admin', 'profile')
    return c.json(await setAvatar(c.var.ctx, handle, new Uint8Array(await c.req.arrayBuffer())))
  })
