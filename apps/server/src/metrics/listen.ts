import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Registry } from 'prom-client'
import { InvalidEnvironment } from '../env.ts'

/** `GET /metrics` on a port of its own, which the public has no way to. */
export async function listenForMetrics(registry: Registry, { port, host }: { port: number; host: string }) {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  server.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new InvalidEnvironment(
      `Metrics can’t be served on port ${port} of ${host} (${error.code}). Set CARILLON_METRICS_PORT to a free one.`,
    )
  })
  return async () => {
    server.close()
    server.closeAllConnections()
  }
}
