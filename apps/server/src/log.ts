import type { Log } from '@carillon/api'

/** One JSON object a line on standard error: events and numbers, never what people wrote or who they are. */
export function createLog(now: () => number): Log {
  const write =
    (level: string) =>
    (event: string, facts: Record<string, unknown> = {}) => {
      process.stderr.write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts })}\n`)
    }
  return { info: write('info'), error: write('error') }
}
