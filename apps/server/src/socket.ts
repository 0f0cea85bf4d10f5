import type { ImportFile } from '@carillon/contract'
import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command, Result } from './commands.ts'
import type { Progress } from './progress.ts'
import { Frames } from './socket.frames.ts'

type Run = (command: Command, onProgress: (progress: Progress) => void) => Promise<Result>
/** What is answered, a line each: how far it is, as often as there is something to say, and what came of it. */
type Line = { progress: Progress } | { result: Result }

/** A Unix socket's path may have about a hundred characters: from where we stand it is often shorter. */
function socketPath(dataDir: string): string {
  const path = join(dataDir, 'carillon.sock')
  const short = relative(process.cwd(), path)
  return short.length < path.length ? short : path
}

/** Lets commands reach the server that owns the data folder, so that there is never a second writer. */
export async function listenForCommands(dataDir: string, run: Run) {
  const path = socketPath(dataDir)
  await rm(path, { force: true })
  // Files are sent as fast as they are taken in, however long that is.
  const server = createServer({ requestTimeout: 0 }, async (req, res) => {
    const frames = new Frames(req)
    const say = (line: Line) => res.write(`${JSON.stringify(line)}\n`)
    try {
      const head = (await frames.readJson()) as Omit<Command, 'files'>
      say({ result: await run({ ...head, files: frames.readFiles() }, (progress) => say({ progress })) })
      res.end()
    } catch {
      // Whoever called has gone: there is nobody to tell.
      res.destroy()
    }
  })
  server.listen(path)
  await once(server, 'listening')
  await chmod(path, 0o600)
  return async () => {
    server.close()
    await rm(path, { force: true })
  }
}

/** `null` when no server is there to take it. */
export async function sendCommand(
  dataDir: string,
  command: Command,
  onProgress: (progress: Progress) => void,
): Promise<Result | null> {
  const req = request({ socketPath: socketPath(dataDir), method: 'POST' })
  // A server that has answered need not have read everything.
  const sent = pipeline(Readable.from(framesOf(command)), req).catch((error: unknown) => error)
  try {
    const [res] = (await once(req, 'response')) as [NodeJS.ReadableStream]
    for await (const text of createInterface({ input: res })) {
      const line = JSON.parse(text) as Line
      if ('result' in line) return line.result
      onProgress(line.progress)
    }
    throw (await sent) ?? new Error('The server ended before the command was done.')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return null
    throw error
  }
}

async function* framesOf({ files, ...head }: Command): AsyncGenerator<string | Uint8Array> {
  yield `${JSON.stringify(head)}\n`
  for await (const { name, bytes } of files as AsyncIterable<ImportFile>) {
    yield `${JSON.stringify({ name, size: bytes.length })}\n`
    yield bytes
  }
}
