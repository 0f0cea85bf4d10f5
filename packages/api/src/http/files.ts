import { MediaId } from '@carillon/contract'
import { Metadata, Server } from '@tus/server'
import { type Context, Hono } from 'hono'
import type { Ctx } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { beginUpload, cancelUpload, finishUpload, isStored, openUpload } from '../media/uploads.ts'
import type { Underway } from '../media/underway.ts'
import type { Env } from './context.ts'

const PATH = '/api/uploads/files'

/** Large files in: tus 1.0, so that what breaks off goes on where it was. An upload's id is that of the file it will be. */
export const files = new Hono<Env>()
  .post('/uploads/files', async (c) => {
    const { ctx } = c.var
    const id = await beginUpload(ctx, wishOf(c))
    try {
      return await answerTus(c, id)
    } catch (error) {
      await cancelUpload(ctx, id)
      throw error
    }
  })
  .post('/uploads/files/:id/finish', async (c) => c.json(await finishUpload(c.var.ctx, idOf(c))))
  .on(['GET', 'PATCH', 'DELETE'], '/uploads/files/:id', async (c) => {
    const { ctx } = c.var
    // Hono answers HEAD by what answers GET.
    if (c.req.method === 'GET') throw new AppError('request.not_found')
    ctx.limiter.take('write', ctx.addressPrefix)
    const id = idOf(c)
    const asksOnly = c.req.method === 'HEAD'
    if (asksOnly && (await isStored(ctx, id))) return allOfIt()
    await openUpload(ctx, id)
    if (!asksOnly && ctx.uploads.running.has(id)) throw new AppError('uploads.busy')
    const answer = await answerTus(c, id)
    if (c.req.method === 'DELETE') await cancelUpload(ctx, id)
    return answer
  })

/** Nothing is left to be sent: whoever lost that answer goes on with what is made of the file, and doesn't send it anew. */
function allOfIt(): Response {
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '1', 'upload-length': '1', 'cache-control': 'no-store' }
  return new Response(null, { headers })
}

function idOf(c: Context): string {
  const id = MediaId.safeParse(c.req.param('id'))
  if (!id.success) throw new AppError('uploads.not_found')
  return id.data
}

function wishOf({ req }: Context): { handle: string; kind: string; size: number } {
  const size = req.header('upload-length') ?? ''
  try {
    const { handle, kind } = Metadata.parse(req.header('upload-metadata') ?? '')
    return { handle: handle ?? '', kind: kind ?? '', size: /^\d{1,15}$/.test(size) ? Number(size) : 0 }
  } catch {
    throw new AppError('uploads.no_size')
  }
}

/** What tus knows of a request: whose upload it is for, and what went wrong with it. */
const ASKED = new WeakMap<Request, { id: string; error?: unknown }>()
const SERVERS = new WeakMap<Underway, Server>()

function serverOf({ uploads }: Ctx): Server {
  const known = SERVERS.get(uploads)
  if (known) return known
  const idOfRequest = (request: Request) => ASKED.get(request)!.id
  const server = new Server({
    path: PATH,
    datastore: uploads.scratch,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: idOfRequest,
    getFileIdFromRequest: idOfRequest,
    // What a client calls its file is not for the disk: that may be the most telling of all.
    onUploadCreate: async () => ({ metadata: {} }),
    async onResponseError(request, error) {
      ASKED.get(request)!.error = error
    },
  })
  SERVERS.set(uploads, server)
  return server
}

async function answerTus(c: Context<Env>, id: string): Promise<Response> {
  const request = c.req.raw
  const asked: { id: string; error?: unknown } = { id }
  ASKED.set(request, asked)
  const response = await serverOf(c.var.ctx).handleWeb(request)
  if (response.status >= 400) throw refusalOf(response.status, asked.error)
  // Other sites have no part in this.
  response.headers.delete('access-control-expose-headers')
  return response
}

function refusalOf(status: number, error: unknown): unknown {
  if (status === 404 || status === 410) return new AppError('uploads.not_found')
  if (status === 409) return new AppError('uploads.offset')
  if (status === 413) return new AppError('uploads.larger')
  if (status === 423) return new AppError('uploads.busy')
  return status < 500 ? new AppError('uploads.protocol') : (error ?? new Error(`tus answered ${status}`))
}
