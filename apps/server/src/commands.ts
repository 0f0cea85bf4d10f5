import { type AppError, commandContext, type NightReport, trustClock } from '@carillon/api'
import { createKeyFor, createOperator, importFiles } from '@carillon/api/commands'
import { DAY, errorSentence, type ImportFile } from '@carillon/contract'
import { parseArgs } from 'node:util'
import { ZodError } from 'zod'
import { describeImport } from './import-report.ts'
import type { Instance } from './instance.ts'
import { KEEP } from './jobs.ts'
import type { Progress } from './progress.ts'
import { describeFiles, describeSize } from './size.ts'
import { USAGE } from './usage.ts'

/** A command as it travels to the server that owns the data folder: what was typed, and what was read for it. */
export type Command = { args: string[]; input: string; files: Iterable<ImportFile> | AsyncIterable<ImportFile> }
export type Result = { code: number; out: string; err: string }

const LOG_IN_USE =
  'Another program is reading the database, whose log still holds what was erased: end it and run this again.\n'

export async function runCommand(
  instance: Instance,
  command: Command,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  try {
    return { code: 0, err: '', ...(await dispatch(instance, command, onProgress)) }
  } catch (error) {
    return { code: 1, out: '', err: `${explain(error)}\n` }
  }
}

async function dispatch(
  { core, backUp }: Instance,
  { args, input, files }: Command,
  onProgress: (progress: Progress) => void,
): Promise<{ out: string; err?: string; code?: number }> {
  const ctx = commandContext(core)
  const [name, ...rest] = args
  if (name === 'import' && rest.length > 0) return { out: describeImport(await importFiles(ctx, files, onProgress)) }
  if (name === 'expire' && (rest.length === 0 || (rest.length === 1 && rest[0] === '--confirm'))) {
    if (rest.length === 1) await trustClock(ctx)
    const { erased: report, held } = await core.night('asked')
    if (held) return { out: '', err: explainDoubt(held), code: 1 }
    const out = `Erased ${report.posts} posts, ${report.media} media files and the keys of ${report.keys.length} days.\n`
    return report.clean ? { out } : { out, err: LOG_IN_USE, code: 1 }
  }
  if (name === 'backup') return makeBackup(backUp, rest, onProgress)
  const { values } = parseArgs({ args: rest, options: { email: { type: 'string' }, channel: { type: 'string' } } })
  if (name === 'create-operator' && values.email) {
    const { known } = await createOperator(ctx, values.email, input.replace(/\r?\n$/, ''))
    const kept = known ? ' Its account was there already and keeps its password.' : ''
    return { out: '', err: `${values.email} is an operator now.${kept}\n` }
  }
  if (name === 'create-key' && values.email && values.channel) {
    return { out: `${await createKeyFor(ctx, values.email, values.channel)}\n` }
  }
  return { out: '', err: USAGE, code: 2 }
}

async function makeBackup(backUp: Instance['backUp'], args: string[], onProgress: (progress: Progress) => void) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { to: text, keys: text, keep: text } })
  const { to, keys: keysTo, keep = String(KEEP) } = values
  if (!to || !keysTo || !/^[1-9]\d{0,3}$/.test(keep)) return { out: '', err: USAGE, code: 2 }
  const { name, bytes, objects } = await backUp({ to, keysTo, keep: Number(keep) }, onProgress)
  return { out: `Backed up as ${name}: ${describeFiles(objects)} and the database, ${describeSize(bytes)}.\n` }
}

function explainDoubt({ ahead, due, posts }: NonNullable<NightReport['held']>): string {
  const days = Math.round(ahead / DAY)
  return (
    `Nothing was erased: the clock is ${days} days ahead of the last moment that is sure, and by it ${due} of ${posts} ` +
    'posts would go. They are hidden. If the clock is right, run: expire --confirm\n'
  )
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ZodError)
    return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('\n')
  if (error.name === 'AppError') return errorSentence((error as AppError).code, 'en')
  return error.message
}
