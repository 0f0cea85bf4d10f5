import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'

const KEPT_OUTPUT = 4_000

/**
 * Runs a script on this same Node and resolves when it has succeeded. It gets none of this process's environment:
 * a build has no business with the instance's secrets.
 * With `inBackground` it gets the processor when nobody else wants it.
 */
export function runScript(
  script: string,
  args: string[],
  { signal, inBackground }: { signal: AbortSignal; inBackground: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    if (inBackground) makeWay(child.pid)
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk).slice(-KEPT_OUTPUT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve()
      else reject(new Error(`ended with ${code ?? killedBy}:\n${output.trim()}`))
    })
  })
}

/** Where the system has no such thing, it is done as fast as it can be. */
function makeWay(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It may have ended already.
  }
}
