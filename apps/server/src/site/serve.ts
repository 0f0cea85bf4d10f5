import { readFile } from 'node:fs/promises'
import { ENCODINGS, type Encoding, type SiteFile } from './files.ts'

const YEAR = 31_536_000

/** The answer to a GET of a file: not modified, compressed as the client takes it, or plain. */
export async function serveFile(file: SiteFile, request: Request, status = 200): Promise<Response> {
  const headers = new Headers({
    'Content-Type': file.type,
    'Cache-Control': file.hashed ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    ETag: file.etag,
    'Last-Modified': file.modified.toUTCString(),
    Vary: 'Accept-Encoding',
  })
  if (status === 200 && isFresh(request, file.etag, file.modified)) return new Response(null, { status: 304, headers })
  const encoding = chooseEncoding(request.headers.get('Accept-Encoding'), file)
  if (encoding) headers.set('Content-Encoding', encoding)
  const body = await readFile(encoding ? file.compressed[encoding]! : file.path)
  headers.set('Content-Length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

/** Whether the client has it already. `If-None-Match` decides alone where it is sent. */
export function isFresh(request: Request, etag: string, modified?: Date): boolean {
  const tags = request.headers.get('If-None-Match')
  if (tags) return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim() === etag)
  const since = Date.parse(request.headers.get('If-Modified-Since') ?? '')
  return modified !== undefined && Math.floor(modified.getTime() / 1000) * 1000 <= since
}

function chooseEncoding(accepted: string | null, file: SiteFile): Encoding | undefined {
  const wanted = new Map<string, boolean>()
  for (const part of (accepted ?? '').split(',')) {
    const [name, ...parameters] = part.trim().toLowerCase().split(';')
    if (name) wanted.set(name, !parameters.some((parameter) => /^\s*q=0(\.0+)?$/.test(parameter)))
  }
  return (Object.keys(ENCODINGS) as Encoding[]).find((name) => wanted.get(name) && file.compressed[name])
}
