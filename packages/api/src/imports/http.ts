import { ImportFileName, LIMITS } from '@carillon/contract'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { startImport } from './jobs.ts'

const upTo = bodyLimit({
  maxSize: LIMITS.importBytes,
  onError() {
    throw new AppError('imports.too_large')
  },
})

/** Files to import from, as they are: who may not send one, or one so large, is told before its bytes are read. */
export const importFiles = new Hono<{ Variables: { ctx: Ctx } }>().post(
  '/uploads/import',
  async (c, next) => {
    const { actor } = c.var.ctx
    if (actor.kind === 'nobody') throw new AppError('accounts.signed_out')
    if (actor.kind === 'key') throw new AppError('keys.scope')
    if (!actor.operator) throw new AppError('accounts.operators_only')
    await next()
  },
  upTo,
  async (c) => {
    const { ctx } = c.var
    const { data: name } = ImportFileName.safeParse(c.req.query('name'))
    if (!name) throw new AppError('input.invalid')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json({ jobId: startImport(ctx, { name, bytes }) })
  },
)
