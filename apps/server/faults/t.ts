import { makeBells } from './bells.ts'
import { readFileSync } from 'node:fs'
const b = await makeBells()
for (const o of [
  '',
  '--min-semi-space-size=32',
  '--min-semi-space-size=64 --single-threaded-gc',
  '',
  '--min-semi-space-size=32',
])
  for (let i = 0; i < 2; i++) {
    const t = performance.now()
    const s = await b.start({ NODE_OPTIONS: o })
    const u = performance.now()
    console.log(o, readFileSync(`/proc/${s.program.child.pid}/stat`, 'utf8').split(' ').slice(13, 15), u - t)
    await s.kill()
  }
await b.remove()
