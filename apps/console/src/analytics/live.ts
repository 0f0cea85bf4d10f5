import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { api } from '../api.ts'
import { refreshAnalytics } from './queries.ts'

/** While somebody looks, numbers are asked for anew no more often than this. */
const EVERY = 2_000

/** Lets the numbers of a channel, or of the instance, move while they are looked at; answers whether they do. */
export function createLiveAnalytics(handle: () => string | undefined): Accessor<boolean> {
  const [live, setLive] = createSignal(false)
  createEffect(
    on(handle, (of) => {
      let next = 0
      let waiting: ReturnType<typeof setTimeout> | undefined
      const refresh = () => {
        waiting = undefined
        next = performance.now() + EVERY
        void refreshAnalytics(of)
      }
      const connection = api.live.analytics.subscribe(of === undefined ? {} : { handle: of }, {
        onData: () => (waiting ??= setTimeout(refresh, Math.max(0, next - performance.now()))),
        onConnectionStateChange: ({ state }) => setLive(state === 'pending'),
        // Refused, or too many of them: the page asks anew when it is come back to all the same.
        onError: () => setLive(false),
      })
      onCleanup(() => {
        connection.unsubscribe()
        clearTimeout(waiting)
      })
    }),
  )
  return live
}
