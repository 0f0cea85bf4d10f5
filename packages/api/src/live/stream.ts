import type { LiveEvent } from '@carillon/contract'
import { tracked, type TrackedEnvelope } from '@trpc/server'
import type { Frame } from './frames.ts'
import type { Wire } from './seat.ts'

/** Bytes that may wait for whoever walks through a subscription. */
const MOST = 2 ** 20

/** A subscription of the router's, for whoever calls it without a socket of their own. */
export class Stream<Event = LiveEvent> implements Wire, AsyncIterableIterator<TrackedEnvelope<Event>, void, void> {
  readonly #left: () => void
  #frames: Frame[] = []
  #bytes = 0
  #ended = false
  #wake: () => void = () => {}

  constructor(left: () => void) {
    this.#left = left
  }

  send(frame: Frame): boolean {
    this.#frames.push(frame)
    this.#bytes += frame.bytes.length
    this.#wake()
    return this.#bytes <= MOST
  }

  open = () => true
  ping = () => true

  end(): void {
    this.#ended = true
    this.#wake()
  }

  async next(): Promise<IteratorResult<TrackedEnvelope<Event>, void>> {
    for (;;) {
      const frame = this.#frames.shift()
      if (frame) {
        this.#bytes -= frame.bytes.length
        return { done: false, value: tracked(String(frame.seq), JSON.parse(frame.json) as Event) }
      }
      if (this.#ended) return { done: true, value: undefined }
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
  }

  async return(): Promise<IteratorResult<TrackedEnvelope<Event>, void>> {
    this.#left()
    this.#frames = []
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator]() {
    return this
  }
}
