import { once } from 'node:events'
import http from 'node:http'

export type Delivered = { headers: Record<string, string>; body: string }

/**
 * A server beside the shared instance, the only one nearby that it may call: it has a feed, and takes deliveries,
 * but for those to `/refusing`.
 */
export class Neighbour {
  readonly url: string
  readonly delivered: Delivered[] = []
  readonly #server: http.Server
  #items: string[] = []

  private constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.#server = http.createServer(async (request, response) => {
      if (request.method !== 'POST') {
        response.setHeader('content-type', 'application/rss+xml')
        return void response.end(this.#feed())
      }
      const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
      const headers = request.headers as Record<string, string>
      this.delivered.push({ headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(request.url === '/refusing' ? 500 : 204).end()
    })
    this.#server.listen(port, '127.0.0.1')
  }

  static async open(port: number): Promise<Neighbour> {
    const neighbour = new Neighbour(port)
    await once(neighbour.#server, 'listening')
    return neighbour
  }

  /** Has the feed bring something. */
  announce(title: string): void {
    this.#items.unshift(`<item><guid>${title}</guid><title>${title}</title><link>${this.url}/news</link></item>`)
  }

  #feed(): string {
    return `<rss version="2.0"><channel><title>Neighbour news</title>${this.#items.join('')}</channel></rss>`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
