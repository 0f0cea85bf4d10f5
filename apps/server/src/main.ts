import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { readSettings } from './env.ts'
import { explainFailure } from './failure.ts'

/** `npm start [-- --empty]`. */

/** However a step of stopping may hang, the process is gone after this, in milliseconds. */
const STOP_WITHIN = 4_500

try {
  const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } })
  const settings = readSettings()
  // Compiled modules are kept with the data: the next start is quicker and holds less memory.
  enableCompileCache(join(settings.dataDir, 'cache'))
  // Loading modules would make V8's young heap grow to a size that it keeps: 100 MB that nobody needs afterwards.
  setFlagsFromString('--semi-space-growth-factor=1')
  // What is thrown away goes before the heap grows by more than this: little becomes old here, so it costs little.
  setFlagsFromString('--heap-growing-percent=15')
  const { startServer } = await import('./server.ts')
  setFlagsFromString('--semi-space-growth-factor=2')
  const stopping = new AbortController()
  const starting = startServer(settings, { sample: !values.empty, signal: stopping.signal })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), STOP_WITHIN).unref()
      stopping.abort()
      void starting.then((stop) => stop().then(() => process.exit(0)))
    })
  }
  await starting
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exit(1)
}
