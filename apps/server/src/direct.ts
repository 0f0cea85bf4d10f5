import { answerDirectly, type Core, DIRECT_PATHS } from '@carillon/api'
import type { Hono } from 'hono'
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Note } from './metrics/requests.ts'

const ROUTE = '/api/trpc/*'
/** A vote takes a hundred bytes. */
const MOST = 4_096

/**
 * Single calls that come by the thousand a second, such as votes, are answered without all that the application does
 * for any kind of request. What is unusual about one, or wrong with it as a request, sends it the long way.
 */
export async function openDirect(core: Core, note: Note, door: Hono) {
  const head = await headOf(door)
  return (request: IncomingMessage, response: ServerResponse, application: RequestListener): boolean => {
    const procedure = request.method === 'POST' ? DIRECT_PATHS.get(request.url!) : undefined
    if (!procedure || isSpecial(request.headers)) return false
    const began = performance.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      void answer(procedure, body, request, response).then((status) => {
        if (status !== null) note('POST', ROUTE, status, performance.now() - began)
        // As far as it was read: what goes on finds it there.
        else application(Object.assign(request, { rawBody: body }), response)
      })
    })
    return true
  }

  async function answer(
    procedure: string,
    body: Buffer,
    { headers, socket }: IncomingMessage,
    response: ServerResponse,
  ): Promise<number | null> {
    const answered = await answerDirectly(core, { procedure, headers, body, remoteAddress: socket.remoteAddress ?? '' })
    if (!answered) return null
    const bytes = Buffer.from(answered.body)
    const more = Object.entries(answered.headers)
    const lines = more.length > 0 ? inOrder([...head, ...more]) : head
    const cookies = answered.cookies.map((cookie) => ['set-cookie', cookie])
    response
      .writeHead(answered.status, [...lines, ...cookies, ['content-length', String(bytes.length)]].flat())
      .end(bytes)
    return answered.status
  }
}

/** A program with a key, a body of another kind or size, or an answer in lines. */
function isSpecial(headers: IncomingHttpHeaders): boolean {
  const length = Number(headers['content-length'] ?? 0)
  return (
    headers.authorization !== undefined ||
    headers['content-type'] !== 'application/json' ||
    headers['content-encoding'] !== undefined ||
    headers['trpc-accept'] !== undefined ||
    String(headers.accept).includes('jsonl') ||
    !(length > 0 && length <= MOST)
  )
}

type Line = [name: string, value: string]

/** What an answer of a procedure carries whatever it is: the door's own lines and tRPC's. */
async function headOf(door: Hono): Promise<Line[]> {
  const { headers } = await door.request('/healthz')
  headers.set('content-type', 'application/json')
  headers.set('cache-control', 'no-store')
  headers.set('vary', 'trpc-accept, accept')
  headers.delete('content-length')
  return inOrder([...headers])
}

const inOrder = (lines: Line[]) => lines.toSorted(([a], [b]) => (a < b ? -1 : 1))
