import { tellWorker } from '../site/worker.ts'
import { createLine } from './line.ts'
import { AIR, type Said } from './said.ts'

/** Channels that one connection may name. */
const MOST = 20

/** Has the connection for all pages of this browser, until another page takes over. */
export function lead(): () => void {
  const air = new BroadcastChannel(AIR)
  const say = (said: Said) => air.postMessage(said)
  const pages = new Map<string, { handles: string[]; visible: boolean }>()
  const line = createLine({
    event(event) {
      tellWorker(event)
      say({ event })
    },
    state: (live, fresh) => say({ live, fresh }),
  })
  air.onmessage = ({ data }: MessageEvent<Said>) => {
    if (!('want' in data)) return
    const { want, handles, visible } = data
    // The last one to say so is the first to be heard of, where there are too many.
    pages.delete(want)
    if (visible || handles.length > 0) pages.set(want, { handles, visible })
    say({ to: want, live: line.hears(handles) })
    const all = [...pages.values()]
    const wanted = [...new Set(all.reverse().flatMap((page) => page.handles))].slice(0, MOST)
    line.hold(
      wanted,
      all.some((page) => page.visible),
    )
  }
  say({ asks: true })
  return () => {
    line.close()
    air.close()
  }
}
