import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChannelRow } from '../channels/authority.ts'
import type { Core, Ctx, Live } from '../core/context.ts'
import { AppError, traceOf } from '../core/errors.ts'
import type { Consumer, OutboxEvent } from '../outbox/service.ts'
import { Coalesced, readCounts } from './counts.ts'
import { type Frame, frameOf, openingOf, PING, pingOf } from './frames.ts'
import { readersAmong, roomsFor, unlessRefused } from './gate.ts'
import { History } from './history.ts'
import { profileOf, roomOf, Rooms, teamOf } from './rooms.ts'
import { Seat, type Wants, type Wire } from './seat.ts'
import { Telling } from './telling.ts'

/** Connections that are open at once: of one address prefix, times the factor for limits, and of all together. */
const MOST = { prefix: 1_000, all: 20_000 }
/** Seats that are written to before others have a turn. */
const SLICE = 500
/** Milliseconds after which clients come back, spread so that they don't all do so at once. */
const RETRY = { least: 1_000, spread: 2_000 }

const SILENT = new Set<OutboxEvent['type']>(['channel.followed', 'channel.unfollowed'])

/**
 * Gives what happens to whoever is connected. A frame is made once and written to everybody in its channel's room, in
 * the order of the outbox; whoever comes back is sent what they missed, before anything else.
 */
export class Hub implements Live, Consumer {
  readonly name = 'live'
  readonly #core: () => Core
  readonly #rooms = new Rooms()
  readonly #seats = new Set<Seat>()
  readonly #prefixes = new Map<string, number>()
  readonly #telling: Telling
  readonly #counts = new Coalesced((...post) => this.#tellCounts(...post))
  /** Everything up to here was begun to be sent; what joins now gets all that comes after it. */
  #head: number | null = null
  #history: History | null = null
  /** One frame after the other. */
  #queue: Promise<void> = Promise.resolve()
  #pings: NodeJS.Timeout | null = null
  #opened = 0
  #closed = false

  constructor(core: () => Core) {
    this.#core = core
    this.#telling = new Telling(core)
  }

  get connections(): number {
    return this.#seats.size
  }

  async handle(events: OutboxEvent[]): Promise<void> {
    if (this.#seats.size === 0) return this.#forget()
    // What was published is answered first.
    await nextTurn()
    const begun = this.#start()
    for (const event of events) {
      if (event.seq <= begun.head) continue
      await this.#inTurn(() => this.#tell(event))
    }
  }

  /** While nobody is connected, nothing is looked up for each thing that happens. */
  rest(): number {
    return this.#seats.size === 0 ? 25 : 0
  }

  counted(channelId: string, postId: string): void {
    if (this.#rooms.has(channelId)) this.#counts.changed(channelId, postId)
  }

  /** What is counted of these channels, and of the instance with them, was written. */
  analysed(channelIds: ReadonlySet<string>): void {
    for (const channelId of [...channelIds, null]) {
      if (!this.#rooms.has(teamOf(channelId))) continue
      void this.#inTurn(() => this.#tellTeam(channelId)).catch((error: unknown) => this.#failed(error))
    }
  }

  mine(followerId: string): void {
    if (!this.#rooms.has(roomOf(followerId))) return
    void this.#inTurn(async () => {
      const seats = this.#rooms.seatsIn(roomOf(followerId))
      for (const seat of seats) await this.#recheck(seat)
      await this.#send(frameOf(this.#start().head, { type: 'mine' }), this.#rooms.seatsIn(roomOf(followerId)))
    }).catch((error: unknown) => this.#failed(error))
  }

  /** A seat for somebody, from which nothing is heard yet. Refuses when there are too many. */
  take(ctx: Ctx, wire: Wire, wants: Wants): Seat {
    this.#admit(ctx.addressPrefix)
    const seat = new Seat(wire, ctx, wants)
    this.#seats.add(seat)
    this.#core().metrics.live(1)
    return seat
  }

  /** Begins with what happened after `lastEventId`, or with what happens from now on. */
  async join(seat: Seat, lastEventId: string | undefined): Promise<void> {
    const rooms = await roomsFor(this.#core(), seat.who, seat.wants)
    if (seat.isGone) return
    // From here on, everything after the head comes to this seat; up to the head it is the past.
    const { head } = this.#start()
    this.#rooms.move(seat, rooms)
    await this.#begin(seat, head, lastEventId)
  }

  leave(seat: Seat): void {
    if (!this.#seats.delete(seat)) return
    seat.isGone = true
    this.#rooms.move(seat, new Set())
    this.#core().metrics.live(-1)
    const left = (this.#prefixes.get(seat.prefix) ?? 1) - 1
    if (left > 0) this.#prefixes.set(seat.prefix, left)
    else this.#prefixes.delete(seat.prefix)
  }

  /** Ends every connection, for good: their clients come back to whoever runs next. */
  close(): void {
    this.#closed = true
    this.#counts.stop()
    if (this.#pings) clearInterval(this.#pings)
    for (const seat of this.#seats) this.#end(seat)
  }

  /** Nobody is connected: whoever comes next begins with what the database says then. */
  #forget(): void {
    this.#head = null
    this.#history = null
  }

  /** Where sending is, known from the database when the first one asks: what happened before is history. */
  #start(): { head: number; history: History } {
    if (this.#head === null || !this.#history) {
      const [[last] = []] = this.#core().db.rows("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'", [])
      this.#head = Number(last ?? 0)
      this.#history = new History(this.#core, this.#head)
    }
    return { head: this.#head, history: this.#history }
  }

  #admit(prefix: string): void {
    const here = this.#prefixes.get(prefix) ?? 0
    if (this.#closed || this.#seats.size >= MOST.all) throw new AppError('live.full', {}, 10)
    if (prefix !== '' && here >= MOST.prefix * this.#core().limitFactor) throw new AppError('live.too_many', {}, 60)
    this.#prefixes.set(prefix, here + 1)
    this.#pings ??= setInterval(() => void this.#ping(), PING.every).unref()
  }

  async #begin(seat: Seat, head: number, lastEventId: string | undefined): Promise<void> {
    this.#opened += 1
    const retry = RETRY.least + ((this.#opened * 137) % RETRY.spread)
    const after = lastEventId === undefined ? head : numberOf(lastEventId)
    const missed = after === null ? null : this.#start().history.between(after, head, seat.rooms)
    seat.at = missed === null ? head : after!
    if (!seat.wire.open(openingOf(lastEventId === undefined ? head : null, retry))) return this.#drop(seat)
    const frames = missed === null ? [frameOf(head, { type: 'reset' })] : await this.#again(missed)
    if (!seat.isGone && !seat.catchUp(frames)) this.#drop(seat)
  }

  async #again(missed: OutboxEvent[]): Promise<Frame[]> {
    const frames: Frame[] = []
    for (const event of missed) {
      const channel = this.#telling.channelOf(event)
      const frame = channel && (await this.#telling.frame(event, channel))
      if (frame) frames.push(frame)
    }
    return frames
  }

  async #tell(event: OutboxEvent): Promise<void> {
    const { seq, type, channelId, postId } = event
    this.#telling.forget(postId)
    const isAwaited = !SILENT.has(type) && (this.#rooms.has(channelId) || this.#rooms.has(profileOf(channelId)))
    const channel = isAwaited ? this.#telling.channelOf(event) : null
    const isHeard = channel !== null
    const frame = isHeard ? await this.#telling.frame(event, channel) : null
    if (isHeard && type === 'channel.changed') await this.#recheckAll(channelId)
    if (isHeard && channel.access !== 'open') await this.#showOut(channel)
    // From this line to the next nothing else runs, so whoever joins is either among them or finds it in the history.
    if (!SILENT.has(type)) this.#start().history.add(event)
    this.#head = seq
    if (!frame) return
    const others = type === 'channel.changed' ? this.#rooms.seatsIn(profileOf(channelId)) : []
    await this.#send(frame, this.#rooms.seatsIn(channelId).concat(others))
  }

  async #tellCounts(channelId: string, postId: string): Promise<void> {
    await this.#inTurn(async () => {
      const counts = await readCounts(this.#core(), channelId, postId)
      if (!counts) return
      const channel = this.#telling.channelOf({ channelId } as OutboxEvent)
      if (!channel) return
      if (channel.access !== 'open') await this.#showOut(channel)
      await this.#send(frameOf(this.#start().head, counts), this.#rooms.seatsIn(channelId))
    }).catch((error: unknown) => this.#failed(error))
  }

  /** A team's members are few: who is one of them is asked anew each time. */
  async #tellTeam(channelId: string | null): Promise<void> {
    for (const seat of this.#rooms.seatsIn(teamOf(channelId))) await this.#recheck(seat)
    const seats = this.#rooms.seatsIn(teamOf(channelId))
    const handle = seats[0]?.wants.analytics?.handle ?? null
    await this.#send(frameOf(this.#start().head, { type: 'analysed', handle }), seats)
  }

  /** Writes to all of them, and lets others have a turn now and then. */
  async #send(frame: Frame, seats: Seat[]): Promise<void> {
    for (let at = 0; at < seats.length; at += 1) {
      if (at > 0 && at % SLICE === 0) await nextTurn()
      const seat = seats[at]!
      if (!seat.isGone && !seat.give(frame)) this.#drop(seat)
    }
    this.#core().metrics.delivered(seats.length)
  }

  async #ping(): Promise<void> {
    await this.#inTurn(async () => {
      const bytes = pingOf(this.#start().head)
      for (const [at, seat] of [...this.#seats].entries()) {
        if (at > 0 && at % SLICE === 0) await nextTurn()
        if (!seat.isGone && !seat.isCatchingUp && !seat.wire.ping(bytes)) this.#drop(seat)
      }
    })
  }

  /** Whoever reads too slowly comes back when they can. */
  #drop(seat: Seat): void {
    this.#core().metrics.dropped()
    this.#end(seat)
  }

  /** Leaves in a channel's room only those who may read it by now. */
  async #showOut(channel: ChannelRow): Promise<void> {
    const seats = this.#rooms.seatsIn(channel.id)
    const readers = await readersAmong(this.#core(), channel, seats)
    for (const seat of seats) if (!readers.has(seat)) await this.#recheck(seat)
  }

  /** Has somebody's rooms be those that they may be in now; who is somebody else by now has to come anew. */
  async #recheck(seat: Seat): Promise<void> {
    const who = await seat.whoNow().catch(unlessRefused)
    if (!who || who.followerId !== seat.who.followerId) return this.#end(seat)
    seat.who = who
    const rooms = await roomsFor(this.#core(), who, seat.wants)
    if (!seat.isGone) this.#rooms.move(seat, rooms)
  }

  async #recheckAll(channelId: string): Promise<void> {
    for (const seat of this.#rooms.seatsIn(profileOf(channelId))) await this.#recheck(seat)
  }

  #end(seat: Seat): void {
    this.leave(seat)
    seat.wire.end()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => {})
    return done
  }

  #failed(error: unknown): void {
    this.#core().log.error('live.failed', { reason: traceOf(error) })
  }
}

function numberOf(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null
}
