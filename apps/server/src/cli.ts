import { errorSentence, type ImportFile, LIMITS } from '@carillon/contract'
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { Command, Result } from './commands.ts'
import { readSettings, type Settings } from './env.ts'
import { explainFailure } from './failure.ts'
import { createLog } from './log.ts'
import { createProgress, type Progress } from './progress.ts'
import { sendCommand } from './socket.ts'
import { USAGE } from './usage.ts'

/** `carillon COMMAND`: handed to the server where one runs, done here where none does. */
async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === 'help' || args[0] === '--help') {
    process.stdout.write(USAGE)
    return 0
  }
  const settings = readSettings()
  // These two need the folder without a server, or a process without the database.
  if (args[0] === 'restore') return (await import('./restore.ts')).runRestore(settings, args.slice(1))
  if (args[0] === 'verify-erasure') return (await import('./verify.ts')).verifyErasure(settings, args.slice(1))
  const paths = args[0] === 'import' ? args.slice(1).map((name) => resolve(settings.calledFrom, name)) : []
  const refusal = await refuseTooLarge(paths)
  if (refusal) {
    process.stderr.write(`${refusal}\n`)
    return 1
  }
  const input = args[0] === 'create-operator' && !process.stdin.isTTY ? await text(process.stdin) : ''
  const command = {
    args: withFolders(args, settings.calledFrom),
    input,
    files: { [Symbol.asyncIterator]: () => readFiles(paths) },
  }
  const progress = createProgress(process.stderr, paths.length)
  const result =
    (await sendCommand(settings.dataDir, command, progress.show)) ?? (await runHere(settings, command, progress.show))
  progress.end()
  process.stdout.write(result.out)
  process.stderr.write(result.err)
  return result.code
}

const TEXT = { type: 'string' } as const

/** The server that takes the command stands elsewhere. */
function withFolders(args: string[], calledFrom: string): string[] {
  if (args[0] !== 'backup') return args
  const { values } = parseArgs({ args: args.slice(1), options: { to: TEXT, keys: TEXT, keep: TEXT } })
  const at = (folder: string) => resolve(calledFrom, folder)
  const { to, keys, keep } = values
  return [
    'backup',
    ...(to ? ['--to', at(to)] : []),
    ...(keys ? ['--keys', at(keys)] : []),
    ...(keep ? ['--keep', keep] : []),
  ]
}

/** Before anything is read: of several files, none is imported when one can't be. */
async function refuseTooLarge(paths: string[]): Promise<string | null> {
  for (const path of paths) {
    const { size } = await stat(path)
    if (size > LIMITS.importBytes) {
      return `${path} has ${Math.ceil(size / 1024 / 1024)} MB. ${errorSentence('imports.too_large', 'en')}`
    }
  }
  return null
}

/** One by one, as they are asked for. */
async function* readFiles(paths: string[]): AsyncGenerator<ImportFile> {
  for (const path of paths) yield { name: basename(path), bytes: await readFile(path) }
}

/** Loads the application, which a command that a server takes has no need of. */
async function runHere(
  settings: Settings,
  command: Command,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  const [{ openInstance }, { runCommand }] = await Promise.all([import('./instance.ts'), import('./commands.ts')])
  const log = createLog(Date.now, settings.logLevel)
  const instance = await openInstance(settings, { ...log, info: () => {} }, Date.now)
  try {
    return await runCommand(instance, command, onProgress)
  } finally {
    await instance.close()
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${explainFailure(error)}\n`)
    process.exitCode = 1
  },
)
