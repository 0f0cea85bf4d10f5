import type { LiveEvent } from '@carillon/contract'

/** Milliseconds. The server gives a sign of life every 25 seconds. */
const SILENCE = 70_000
const PAUSE = { first: 1_000, longest: 60_000 }
/** After this time that nobody looks, the connection is given back. */
const REST = 5 * 60_000
/** Pages that open together are connected for together. */
const SETTLE = 50
/** After so many attempts in vain, pages look after themselves. */
const PATIENT = 2

type Heard = {
  event: (event: LiveEvent) => void
  /** `fresh`: nothing that happened before is made up for. */
  state: (live: boolean, fresh: boolean) => void
}

/** The connection to the server: comes back after a break, goes on where it was, and rests while nobody looks. */
export function createLine(heard: Heard) {
  let source: EventSource | null = null
  let wanted: string[] = []
  let lastEventId = ''
  let live = false
  let tries = 0
  let again: ReturnType<typeof setTimeout> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    close()
    const fresh = !lastEventId
    const input = { also: wanted, ...(lastEventId && { lastEventId }) }
    source = new EventSource(`/api/trpc/live.updates?input=${encodeURIComponent(JSON.stringify(input))}`)
    source.addEventListener('connected', (event) => {
      tries = 0
      notice(event)
      become(true, fresh)
    })
    source.addEventListener('ping', notice)
    source.addEventListener('message', (event) => {
      notice(event)
      heard.event(JSON.parse(event.data))
    })
    source.onerror = retry
    connectIn(SILENCE)
  }

  function notice({ lastEventId: id }: MessageEvent): void {
    lastEventId = id || lastEventId
    connectIn(SILENCE)
  }

  function retry(): void {
    close()
    tries += 1
    if (tries >= PATIENT) become(false, false)
    // Not all at once, when a server comes back.
    const pause = Math.min(PAUSE.longest, PAUSE.first * 2 ** (tries - 1))
    connectIn(pause * (0.5 + Math.random()))
  }

  function become(now: boolean, fresh: boolean): void {
    if (!now && !live) return
    live = now
    heard.state(now, fresh)
  }

  function connectIn(delay: number): void {
    clearTimeout(again)
    again = setTimeout(connect, delay)
  }

  function close(): void {
    clearTimeout(again)
    source?.close()
    source = null
  }

  return {
    /** Whether what happens in these channels is being heard. */
    hears: (handles: string[]) => live && source !== null && handles.every((handle) => wanted.includes(handle)),
    hold(handles: string[], visible: boolean): void {
      const isMore = handles.some((handle) => !wanted.includes(handle))
      if (isMore || !source) wanted = handles
      if (!visible) rest ??= setTimeout(close, REST)
      else {
        clearTimeout(rest)
        rest = undefined
        if (isMore || (!source && tries === 0)) connectIn(SETTLE)
      }
    },
    close,
  }
}
