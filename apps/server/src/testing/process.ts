import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A program of ours as a process of its own, for a test to watch and to end. */
export type Program = {
  child: ChildProcess
  out: () => string
  err: () => string
  /** Resolves with what `pattern` found in either output; rejects when the process ends without it. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>
  /** The code it ended with, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

const HERE = import.meta.dirname

/** Runs a script of the server's sources with this environment and no other. `input` goes to its standard input. */
export function run(script: string, args: string[], env: Record<string, string>, input = ''): Program {
  const child = spawn(process.execPath, [new URL(script, `file://${HERE}/../`).pathname, ...args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out) ?? pattern.exec(err)
          if (found) resolve(found)
          return found
        }
        if (look()) return
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void ended.then((how) => look() ?? reject(new Error(`ended with ${how}, having said:\n${out}${err}`)))
      }),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
