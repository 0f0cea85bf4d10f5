import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fanOut, liveAndGhost } from './cases/live.ts'
import { beacon } from './cases/beacon.ts'
import { crowd } from './cases/crowd.ts'
import { distinct } from './cases/distinct.ts'
import { cachedPage } from './cases/page.ts'
import { expiry } from './cases/expire.ts'
import { mediaFiles } from './cases/media.ts'
import { push } from './cases/push.ts'
import { publish } from './cases/publish.ts'
import { restored } from './cases/restore.ts'
import { scheduled } from './cases/schedule.ts'
import { updatesPage } from './cases/updates.ts'
import { votes } from './cases/votes.ts'
import { year } from './cases/year.ts'
import type { Case, Figure } from './cases/types.ts'
import { uncachedList } from './cases/list.ts'
import { openDataset, SIZE } from './dataset.ts'
import { report } from './report.ts'

const CASES: Record<string, Case> = {
  B1: cachedPage,
  B3: uncachedList,
  B4: publish,
  B5: fanOut,
  B6: liveAndGhost,
  B7: votes,
  B9: updatesPage,
  CROWD: crowd,
  B10: expiry,
  B13: mediaFiles,
  B14: scheduled,
  RESTORE: restored,
  PUSH: push,
  A1: beacon,
  A2: year,
  A4: distinct,
}
const ROUNDS = 7

const say = (line: string) => void process.stderr.write(`${line}\n`)

const wanted = process.argv.slice(2).map((name) => name.toUpperCase())
const unknown = wanted.filter((name) => !(name in CASES))
if (unknown.length > 0) {
  say(`There is no ${unknown.join(', ')}. There are ${Object.keys(CASES).join(', ')}.`)
  process.exit(2)
}

const dataset = await openDataset(join(tmpdir(), 'carillon-bench'), say)
const figures: Figure[] = []
for (const [name, run] of Object.entries(CASES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  say(`${name} …`)
  figures.push(...(await run(dataset, ROUNDS)))
}
report(figures, ROUNDS, SIZE)
