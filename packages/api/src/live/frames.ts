import type { AnalyticsEvent, LiveEvent } from '@carillon/contract'

type Told = LiveEvent | AnalyticsEvent

/**
 * An event as it goes over the wire to everybody in a room: the bytes are made once. Each carries the number of the last
 * thing in the outbox that whoever gets it knows then, by which they go on after a break.
 */
export type Frame = {
  seq: number
  /** The event, as text. */
  json: string
  bytes: Buffer
  /** Something that is in the outbox, and sent once; counts and the like are sent as they are now. */
  once: boolean
}

/** Written as tRPC's `httpSubscriptionLink` reads it, and any `EventSource`. */
export function frameOf(seq: number, event: Told): Frame {
  return frameOfText(seq, event.type, JSON.stringify(event))
}

export function frameOfText(seq: number, type: Told['type'], json: string): Frame {
  return { seq, json, bytes: Buffer.from(`id: ${seq}\ndata: ${json}\n\n`), once: ONCE.has(type) }
}

const ONCE = new Set<Told['type']>(['published', 'edited', 'gone', 'channel'])

/** Milliseconds between two signs of life, and after how many without one a client connects anew. */
export const PING = { every: 25_000, missed: 70_000 }

/** The first bytes of a connection. `seq` is what it knows already, where it doesn't bring that along itself. */
export function openingOf(seq: number | null, retry: number): Buffer {
  const data = JSON.stringify({ reconnectAfterInactivityMs: PING.missed })
  const id = seq === null ? '' : `id: ${seq}\n`
  return Buffer.from(`retry: ${retry}\n${id}event: connected\ndata: ${data}\n\n`)
}

/** It moves the id on too, so that a quiet connection never comes back with one that is too old. */
export function pingOf(seq: number): Buffer {
  return Buffer.from(`id: ${seq}\nevent: ping\ndata: \n\n`)
}
