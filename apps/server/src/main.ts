import { parseArgs } from 'node:util'
import { readSettings } from './env.ts'
import { explainFailure } from './failure.ts'
import { startServer } from './server.ts'

/** `npm start [-- --empty]`. */
const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } })

/** However a step of stopping may hang, the process is gone after this, in milliseconds. */
const STOP_WITHIN = 4_500

try {
  const stop = await startServer(readSettings(), { sample: !values.empty })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), STOP_WITHIN).unref()
      void stop().then(() => process.exit(0))
    })
  }
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exit(1)
}
