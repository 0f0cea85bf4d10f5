import type { LiveEvent } from '@carillon/contract'
import { lead } from './leader.ts'
import { AIR, type Said } from './said.ts'

/** Where no connection is to be had: how often the server is asked instead, by pages that are looked at. */
const MINUTE = 60_000
/** A page that had the connection may have been put to sleep: without a word from it, another one takes over. */
const PATIENCE = 5_000

type Hearer = { hear: (event: LiveEvent) => void; handles: string[] }

const me = crypto.randomUUID()
const hearers = new Set<Hearer>()
let air: BroadcastChannel | undefined
let isLive = false
let silence: ReturnType<typeof setTimeout> | undefined

/**
 * Hears what happens in the channels that the reader follows, and in those that are named. However many pages a browser
 * has open, one of them has the connection and tells the others. Answers how to stop.
 */
export function onLive(hear: Hearer['hear'], handles: string[] = []): () => void {
  const hearer = { hear, handles }
  hearers.add(hearer)
  if (air) want()
  else begin()
  return () => {
    hearers.delete(hearer)
    want()
  }
}

const tell = (event: LiveEvent) => hearers.forEach(({ hear }) => hear(event))

function begin(): void {
  // Asked for by itself, where nothing tells of it.
  setInterval(() => isLive || document.hidden || tell({ type: 'reset' }), MINUTE)
  if (!navigator.locks || !self.EventSource) return
  air = new BroadcastChannel(AIR)
  air.onmessage = ({ data }: MessageEvent<Said>) => hearSaid(data)
  document.addEventListener('visibilitychange', want)
  addEventListener('pagehide', () => say([], false))
  addEventListener('pageshow', want)
  takeTurn()
  want()
}

/** Waits to have the connection; whoever has it and hears of `steal` waits again. */
function takeTurn(steal = false): void {
  let stop: (() => void) | undefined
  const hold = () => {
    stop = lead()
    return new Promise<never>(() => {})
  }
  navigator.locks.request(AIR, { steal }, hold).catch(() => {
    stop?.()
    takeTurn()
  })
}

function hearSaid(said: Said): void {
  if ('event' in said) tell(said.event)
  else if ('asks' in said) want()
  else if ('to' in said) {
    if (said.to !== me) return
    clearTimeout(silence)
    isLive ||= said.live
  } else if ('live' in said) {
    isLive = said.live
    // What was read before may miss what happened in between.
    if (said.live && said.fresh) tell({ type: 'reset' })
  }
}

function want(): void {
  say([...new Set([...hearers].flatMap(({ handles }) => handles))], !document.hidden)
  clearTimeout(silence)
  if (document.hidden) return
  silence = setTimeout(() => {
    isLive = false
    takeTurn(true)
  }, PATIENCE)
}

function say(handles: string[], visible: boolean): void {
  air?.postMessage({ want: me, handles, visible } satisfies Said)
}
