import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command, Result } from './commands.ts'
import { readSettings, type Settings } from './env.ts'
import { explainFailure } from './failure.ts'
import { createLog } from './log.ts'
import { sendCommand } from './socket.ts'

/** `carillon COMMAND`: handed to the server where one runs, done here where none does. */
async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === 'help' || args[0] === '--help') {
    process.stdout.write((await import('./commands.ts')).USAGE)
    return 0
  }
  const settings = readSettings()
  const command = await readCommand(args, settings)
  const result = (await sendCommand(settings.dataDir, command)) ?? (await runHere(settings, command))
  process.stdout.write(result.out)
  process.stderr.write(result.err)
  return result.code
}

async function readCommand(args: string[], { calledFrom }: Settings): Promise<Command> {
  const names = args[0] === 'import' ? args.slice(2) : []
  const files = await Promise.all(
    names.map(async (name) => ({ name: basename(name), text: await readFile(resolve(calledFrom, name), 'utf8') })),
  )
  const input = args[0] === 'create-operator' && !process.stdin.isTTY ? await text(process.stdin) : ''
  return { args, files, input }
}

/** Loads the application, which a command that a server takes has no need of. */
async function runHere(settings: Settings, command: Command): Promise<Result> {
  const [{ openInstance }, { runCommand }] = await Promise.all([import('./instance.ts'), import('./commands.ts')])
  const log = createLog(Date.now, settings.logLevel)
  const instance = await openInstance(settings, { ...log, info: () => {} }, Date.now)
  try {
    return await runCommand(instance.core, command)
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
