import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command, Result } from './commands.ts'

/** A Unix socket's path may have about a hundred characters: from where we stand it is often shorter. */
function socketPath(dataDir: string): string {
  const path = join(dataDir, 'carillon.sock')
  const short = relative(process.cwd(), path)
  return short.length < path.length ? short : path
}

/** Lets commands reach the server that owns the data folder, so that there is never a second writer. */
export async function listenForCommands(dataDir: string, run: (command: Command) => Promise<Result>) {
  const path = socketPath(dataDir)
  await rm(path, { force: true })
  const server = createServer(async (req, res) => {
    const command = JSON.parse(await text(req)) as Command
    res.end(JSON.stringify(await run(command)))
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
export async function sendCommand(dataDir: string, command: Command): Promise<Result | null> {
  const req = request({ socketPath: socketPath(dataDir), method: 'POST' })
  try {
    req.end(JSON.stringify(command))
    const [res] = (await once(req, 'response')) as [NodeJS.ReadableStream]
    return JSON.parse(await text(res)) as Result
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return null
    throw error
  }
}
