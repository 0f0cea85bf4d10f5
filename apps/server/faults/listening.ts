import type { Listener } from '../src/testing/listener.ts'

export const LIVE = `/trpc/live.channel?input=${encodeURIComponent(JSON.stringify({ handle: 'bells' }))}`

export const known = ({ lastEventId }: Listener) => lastEventId !== undefined
export const all = (these: Listener[], holds: (listener: Listener) => boolean) =>
  Promise.all(these.map((one) => one.until(holds)))

/** Of what each should have heard: how much somebody missed, heard twice, or in another order. */
export function compare(listeners: Listener[], wanted: string[]) {
  let [lost, doubled, disordered] = [0, 0, 0]
  for (const { events } of listeners) {
    const heard = new Set(events)
    lost += wanted.filter((one) => !heard.has(one)).length
    doubled += events.length - heard.size
    if (lost + doubled === 0 && events.join('\n') !== wanted.join('\n')) disordered += 1
  }
  return { lost, doubled, disordered }
}
