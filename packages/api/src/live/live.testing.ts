import type { LiveEvent } from '@carillon/contract'

/** What a caller of the router walks through: events beside their ids. */
type Events = AsyncIterable<unknown>

/** Somebody who is connected, and what they have heard. */
export class Listener {
  readonly #events: AsyncIterator<unknown>
  lastEventId: string | undefined

  constructor(events: Events) {
    this.#events = events[Symbol.asyncIterator]()
  }

  /** The next event, in words: `published one`, `gone`, `reset`. Waits for it. */
  async next(): Promise<string> {
    const event = await this.event()
    if (!event) return 'the end'
    return 'post' in event ? `${event.type} ${(event.post.content as { text?: string }).text ?? ''}` : event.type
  }

  async event(): Promise<LiveEvent | null> {
    const { value, done } = await this.#events.next()
    if (done) return null
    const [id, event] = value as [string, LiveEvent]
    this.lastEventId = id
    return event
  }

  async several(count: number): Promise<string[]> {
    const heard: string[] = []
    for (let at = 0; at < count; at += 1) heard.push(await this.next())
    return heard
  }

  async leave(): Promise<void> {
    await this.#events.return?.()
  }
}

export const listener = async (events: Promise<Events>) => new Listener(await events)
