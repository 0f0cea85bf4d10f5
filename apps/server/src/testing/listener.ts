import { type IncomingMessage, request } from 'node:http'

type Options = {
  url: string
  path: string
  /** After how many bytes the connection is cut, each time anew; never where it is left out. */
  cutAfter?: () => number
  lastEventId?: string
}

/** Reads events as an `EventSource` does, byte by byte by its own hand, so that it can be cut anywhere. */
export class Listener {
  readonly #options: Options
  /** Events in the order in which they came: `published Ding`. */
  readonly events: string[] = []
  /** How often the server was the one to end a connection. */
  dropped = 0
  connections = 0
  lastEventId: string | undefined
  #answer: IncomingMessage | null = null
  #left = false
  #waiting: { holds: () => boolean; resolve: () => void }[] = []

  constructor(options: Options) {
    this.#options = options
    this.lastEventId = options.lastEventId
    this.#connect()
  }

  /** Resolves when it has come to this. */
  until(holds: (listener: this) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ holds: () => holds(this), resolve })
      this.#look()
    })
  }

  /** Takes nothing in any more, until it is told to. */
  stall(): void {
    this.#answer?.pause()
  }

  resume(): void {
    this.#answer?.resume()
  }

  leave(): void {
    this.#left = true
    this.#answer?.destroy()
  }

  #connect(): void {
    if (this.#left) return
    const headers: Record<string, string> = {}
    if (this.lastEventId !== undefined) headers['last-event-id'] = this.lastEventId
    const asked = request(this.#options.url + this.#options.path, { headers, agent: false }, (answer) => {
      this.#answer = answer
      if (answer.statusCode === 200) this.#read(answer)
      else this.#again()
    })
    asked.on('error', () => this.#again())
    asked.end()
  }

  #again(): void {
    setTimeout(() => this.#connect(), 50)
  }

  #read(answer: IncomingMessage): void {
    this.connections += 1
    let text = ''
    let left = Infinity
    let cut = false
    const decoder = new TextDecoder()
    answer.on('data', (bytes: Buffer) => {
      if (cut) return
      const taken = bytes.subarray(0, left)
      left -= taken.length
      text += decoder.decode(taken, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) this.#take(block)
      // Whoever doesn't know yet where they are can't come back to it.
      if (left === Infinity && this.lastEventId !== undefined) left = this.#options.cutAfter?.() ?? Infinity
      if (left <= 0) {
        cut = true
        answer.destroy()
      }
    })
    answer.on('error', () => {})
    answer.on('close', () => {
      if (!cut && !this.#left) this.dropped += 1
      this.#again()
    })
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]))
    const id = fields.get('id')
    if (id !== undefined) this.lastEventId = id
    if (!fields.has('event')) {
      const event = JSON.parse(fields.get('data')!) as { type: string; post?: { content: { text: string } } }
      this.events.push(event.post ? `${event.type} ${event.post.content.text.slice(0, 40)}` : event.type)
    }
    this.#look()
  }

  #look(): void {
    this.#waiting = this.#waiting.filter(({ holds, resolve }) => !holds() || resolve())
  }
}
