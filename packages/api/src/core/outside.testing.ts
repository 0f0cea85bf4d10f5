import http from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createOutside, type Outside } from './outside.ts'

/** Somebody else's server, on loopback, with a page for each path; and a way out that may reach it and nothing else. */
export async function openOutsideServer() {
  const pages = new Map<string, http.RequestListener>()
  const asked: { path: string; headers: http.IncomingHttpHeaders }[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ path, headers: request.headers })
    const page = pages.get(path)
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const real = createOutside({ allowed: [`127.0.0.1:${port}`], agent: 'Carillon test' })
  const outside: Outside = {
    ...real,
    // Nobody waits twenty seconds here.
    request: (url, request) => real.request(url, { ...request, timeout: Math.min(request.timeout, 1_000) }),
  }
  return {
    outside,
    asked,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** What a path answers from now on. */
    serve(path: string, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}, status = 200) {
      pages.set(path, (_, response) => void response.writeHead(status, headers).end(body))
    },
    listen: (path: string, listener: http.RequestListener) => void pages.set(path, listener),
    count: (path: string) => asked.filter((one) => one.path === path).length,
    async close() {
      real.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type OutsideServer = Awaited<ReturnType<typeof openOutsideServer>>
