import type { Ctx, Who } from '../core/context.ts'
import type { Frame } from './frames.ts'

/** Where frames leave: a socket, or whoever walks through a subscription. */
export type Wire = {
  /** `false` when whoever reads is too far behind. */
  send(frame: Frame): boolean
  /** The same for what stands before all events, and for signs of life. */
  open(bytes: Buffer): boolean
  ping(bytes: Buffer): boolean
  /** It may come back. */
  end(): void
}

/** What somebody wants to hear of: their follows, channels by their ids, and how one of their own does. */
export type Wants = {
  follows: boolean
  channels: { id: string; handle: string; invite: string | undefined }[]
  /** `null` is the instance. */
  analytics?: { id: string; handle: string } | null
}

/** Frames that may wait while what was missed is being sent. */
const WAITING = 1_000

/** Somebody who is connected, for as long as they are. */
export class Seat {
  readonly wire: Wire
  readonly wants: Wants
  readonly whoNow: Ctx['whoNow']
  readonly prefix: string
  who: Who
  rooms: ReadonlySet<string> = new Set()
  /** The last of the outbox that was sent here. */
  at = 0
  isGone = false
  #waiting: Frame[] | null = []

  constructor(wire: Wire, ctx: Pick<Ctx, 'actor' | 'followerId' | 'whoNow' | 'addressPrefix'>, wants: Wants) {
    this.wire = wire
    this.wants = wants
    this.whoNow = ctx.whoNow
    this.prefix = ctx.addressPrefix
    this.who = { actor: ctx.actor, followerId: ctx.followerId }
  }

  /** Whether what it missed is still being sent. */
  get isCatchingUp(): boolean {
    return this.#waiting !== null
  }

  /** Sends it in its turn, once; `false` when it can't keep up. */
  give(frame: Frame): boolean {
    if (!this.#waiting) return this.#send(frame)
    this.#waiting.push(frame)
    return this.#waiting.length < WAITING
  }

  /** Sends what was missed, and then what has happened since. */
  catchUp(missed: Frame[]): boolean {
    const frames = [...missed, ...(this.#waiting ?? [])]
    this.#waiting = null
    return frames.every((frame) => this.#send(frame))
  }

  #send(frame: Frame): boolean {
    if (frame.once && frame.seq <= this.at) return true
    this.at = Math.max(this.at, frame.seq)
    return this.wire.send(frame)
  }
}
