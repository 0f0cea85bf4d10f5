import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { ROOT } from './support/paths.ts'
import { Server } from './support/server.ts'

/**
 * Starts a real server on a new folder and again on the same one: both sites build, nothing is written into the
 * sources, and it stops when it is told to. Prints how long the starts took and what the server needs at rest.
 */
const run = promisify(execFile)
const BUILD = 60_000
const REST = 3_000

const before = await gitStatus()
const cold = await timed(() => Server.start({ directly: true }))
await cold.value.stop()
const { dataDir, port } = cold.value
const warm = await timed(() => Server.start({ dataDir, port, directly: true }))
// A warm start serves the last site and builds it anew behind it: at rest is after that.
for (let waited = 0; !warm.value.log.includes('"site.built"') && waited < BUILD; waited += 500) await wait(500)
await wait(REST)
const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(warm.value.group.child.pid)])
const stopped = await warm.value.stop()
await warm.value.remove()

console.log(`Cold start   ${seconds(cold.milliseconds)}`)
console.log(`Warm start   ${seconds(warm.milliseconds)}`)
console.log(`At rest      ${(Number(stdout) / 1024).toFixed(0)} MiB`)
console.log(`Stopped in   ${seconds(stopped)}`)
const failures = [cold, warm].flatMap(({ value }) =>
  value.log.split('\n').filter((line) => line.includes('"level":"error"')),
)
const strays = (await gitStatus()).filter((line) => !before.includes(line))
if (failures.length > 0) fail('The server reported', failures)
if (strays.length > 0) fail('Starting it left in the sources', strays)

async function gitStatus(): Promise<string[]> {
  const { stdout: lines } = await run('git', ['status', '--porcelain'], { cwd: ROOT })
  return lines.split('\n')
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const begun = performance.now()
  return { value: await work(), milliseconds: performance.now() - begun }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function fail(what: string, lines: string[]): void {
  console.error(`${what}:\n${lines.join('\n')}`)
  process.exitCode = 1
}
