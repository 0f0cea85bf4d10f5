import { FACTS, type Facts, type Log } from '@carillon/api'
import { pino } from 'pino'
import type { LogLevel } from './log.levels.ts'
import { scrub } from './log.scrub.ts'

/** The server's own log has two levels more than the application needs. */
export type ServerLog = Log & Record<'debug' | 'warn', Log['info']> & { debugs: boolean }

/**
 * One JSON object a line on standard error: events, numbers and ids, never what people wrote or who they are. Only
 * facts of known names get in, and texts, which may be the words of some library, without what looks like a person's.
 */
export function createLog(now: () => number, level: LogLevel): ServerLog {
  // Written at once and by this thread: a line about a crash is out before the crash, and a worker would cost memory.
  const destination = pino.destination({ dest: 2, sync: true })
  const timestamp = () => `,"time":"${new Date(now()).toISOString()}"`
  const formatters = { level: (label: string) => ({ level: label }) }
  const logger = pino({ level, base: null, timestamp, formatters }, destination)
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: Facts = {}) =>
      logger[name]({ event, ...allowed(facts) })
  return { debugs: level === 'debug', debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const NAMES: ReadonlySet<string> = new Set(FACTS)

function allowed(facts: Facts): Facts {
  const entries = Object.entries(facts).filter(([name]) => NAMES.has(name))
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]))
}
