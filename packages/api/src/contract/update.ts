import { breaksBetween } from './compare.ts'
import { describeContract } from './describe.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

const now = describeContract()
const breaks = breaksBetween(readSnapshot(), now)
if (breaks.length > 0 && !process.argv.includes('--breaking')) {
  const list = breaks.map((line) => `  ${line}\n`).join('')
  process.stderr.write(`Programs that use the API would break:\n\n${list}\n`)
  process.stderr.write('Add beside what there is instead. If it must be, run this again with --breaking.\n')
  process.exitCode = 1
} else {
  writeSnapshot(now)
  process.stdout.write(`The snapshot holds ${Object.keys(now.procedures).length} procedures.\n`)
}
