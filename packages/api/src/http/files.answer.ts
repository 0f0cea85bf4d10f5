import type { Context } from 'hono'
import { AppError } from '../core/errors.ts'
import { readRange } from './range.ts'

type Served = {
  /** Bytes; `null` where nobody asked and it would have to be looked up. */
  size: number | null
  headers: Record<string, string>
  /** `null` when it is gone. */
  open: (range?: { start: number; end: number }) => Promise<ReadableStream | null>
}

/** A file, or the part of it that is asked for. */
export async function answerRange(c: Context, { size, headers, open }: Served): Promise<Response> {
  const range = size === null ? null : readRange(c.req.header('range'), size)
  if (range === 'outside') return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` })
  const told: Record<string, string> = { ...headers, 'accept-ranges': 'bytes' }
  if (range) told['content-range'] = `bytes ${range.start}-${range.end}/${size}`
  if (size !== null) told['content-length'] = String(range ? range.end - range.start + 1 : size)
  const status = range ? 206 : 200
  // Nothing is opened that nobody would read to its end.
  if (c.req.method === 'HEAD') return c.body(null, status, told)
  const stream = await open(range ?? undefined)
  if (!stream) throw new AppError('media.not_found')
  return c.body(stream, status, told)
}

/** To be saved, under a name that is only ever a name: RFC 6266, with plain letters for what knows no other. */
export function attachment(name: string): string {
  const safe = name.replace(/[\p{C}/\\:*?"<>|]/gu, '_').replace(/^\.+/, '_')
  if (safe === '') return 'attachment'
  const plain = safe.replace(/[^ -~]|[%;']/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
