import { Worker } from 'node:worker_threads'
import type { Core } from '../core/context.ts'
import type { CourierSettings, Load, Outcome, Parcel } from './courier.worker.ts'

export type { Outcome, Parcel } from './courier.worker.ts'

/** A thread takes a while to begin, so it waits for the next post; milliseconds. */
const IDLE = 60_000

type Hears = { came: (outcomes: Outcome[]) => void; died: (error: Error) => void }

/** Encrypts and sends in a thread: a notification takes half a millisecond, and there may be a hundred thousand. */
export class Courier {
  readonly #ctx: Core
  readonly #hears: Hears
  #worker: Worker | null = null
  #under = 0
  #idle: NodeJS.Timeout | null = null

  constructor(ctx: Core, hears: Hears) {
    this.#ctx = ctx
    this.#hears = hears
  }

  send(parcels: Parcel[]): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#under += parcels.length
    this.#worker ??= this.#start()
    this.#worker.postMessage({ now: this.#ctx.now(), parcels } satisfies Load)
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    this.#under = 0
    await worker?.terminate()
  }

  #start(): Worker {
    const { outside, vapid, origin } = this.#ctx
    // Push services take no other address; over http there is an instance on one's own machine only.
    const subject = origin.replace(/^http:/, 'https:')
    const workerData: CourierSettings = { outside: outside.options, vapid, subject }
    const worker = new Worker(new URL('./courier.worker.ts', import.meta.url), { workerData })
    worker.unref()
    worker.on('message', (outcomes: Outcome[]) => {
      this.#under -= outcomes.length
      if (this.#under === 0) this.#idle = setTimeout(() => void this.close(), IDLE).unref()
      this.#hears.came(outcomes)
    })
    worker.on('error', (error) => void this.close().then(() => this.#hears.died(error as Error)))
    return worker
  }
}
