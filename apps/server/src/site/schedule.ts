type Settings = {
  run: () => Promise<void>
  now: () => number
  /** Requests that come this close together are one, in milliseconds. */
  settle: number
  /** From the end of a run to the start of the next, at least, in milliseconds. */
  pause: number
}

/** Runs something on request: one at a time, requests gathered, with a pause in between. */
export function makeSchedule({ run, now, settle, pause }: Settings) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let closed = false
  let lastEnd = -Infinity

  function start(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    again = false
    running = run().finally(() => {
      lastEnd = now()
      running = undefined
      if (again) request()
    })
    return running
  }

  function request(): void {
    if (closed || timer) return
    if (running) {
      again = true
      return
    }
    const wait = Math.max(settle, lastEnd + pause - now())
    timer = setTimeout(() => void start().catch(() => {}), wait)
    timer.unref()
  }

  return {
    request,
    /** Without waiting; while one runs, that one is joined. Rejects as the run does. */
    runNow: (): Promise<void> => running ?? start(),
    async close(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await running?.catch(() => {})
    },
  }
}
