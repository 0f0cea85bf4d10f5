import { Hono } from 'hono'
import { requireRole } from '../channels/authority.ts'
import type { Ctx } from '../core/context.ts'
import { exportArchive } from './export.ts'

/** The live posts of a channel as a zip, for its team. */
export const archiveFiles = new Hono<{ Variables: { ctx: Ctx } }>().get('/archives/:handle', async (c) => {
  const { ctx } = c.var
  ctx.limiter.take('archive', ctx.addressPrefix)
  const channel = await requireRole(ctx, c.req.param('handle'), 'editor', 'read')
  const day = new Date(ctx.now()).toISOString().slice(0, 10)
  return c.body(await exportArchive(ctx, channel), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="carillon-${channel.handle}-${day}.zip"`,
    'x-content-type-options': 'nosniff',
  })
})
