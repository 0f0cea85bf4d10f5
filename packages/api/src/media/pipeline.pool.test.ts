import { afterEach, expect, test } from 'vitest'
import { createPool, type Pool } from './pipeline.pool.ts'
import type { PhotoJob } from './pipeline.worker.ts'

const script = new URL('./pipeline.pool.fixture.ts', import.meta.url)
const job = (wish: string): PhotoJob => {
  return { bytes: Buffer.from(wish), kind: 'png', widths: [1], square: false, maxPixels: 1, maxSide: 1 }
}
let pool: Pool
const open = (workers: number, timeoutMs = 300) => (pool = createPool(script, { workers, timeoutMs }))
afterEach(() => pool.close())
const run = (job: PhotoJob) => pool.run(job)

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a worker that dies fails its own job, and the next job gets another worker', async () => {
  open(1)
  const [before, death, after] = await Promise.allSettled([job('work'), job('die'), job('work')].map(run))
  expect(death).toMatchObject({ status: 'rejected', reason: { code: 'media.unreadable' } })
  expect([before?.status, after?.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(pidOf(before!)).not.toBe(pidOf(after!))
})

test('a worker that is lost in a job is ended in time, and the queue moves on', async () => {
  open(1)
  const first = pidOf((await Promise.allSettled([pool.run(job('work'))]))[0])
  const [lost, after] = await Promise.allSettled([job('spin'), job('work')].map(run))
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'media.timeout' } })
  expect(after?.status).toBe('fulfilled')
  await expect.poll(() => isAlive(first)).toBe(false)
})

test('a refused job leaves its worker as it is', async () => {
  open(1)
  const [before, refused, after] = await Promise.allSettled([job('work'), job('refuse'), job('work')].map(run))
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'media.too_many_pixels' } })
  expect(pidOf(before!)).toBe(pidOf(after!))
})

test('jobs beside a lost one are not held up', async () => {
  open(2)
  const settled: string[] = []
  const spin = pool.run(job('spin')).catch(() => settled.push('spin'))
  await Promise.all([1, 2, 3].map(() => pool.run(job('work')).then(() => settled.push('work'))))
  await spin
  expect(settled).toEqual(['work', 'work', 'work', 'spin'])
})

test('closing ends the workers and refuses what waits', async () => {
  open(1, 60_000)
  const pid = pidOf((await Promise.allSettled([pool.run(job('work'))]))[0])
  const waiting = Promise.allSettled([job('spin'), job('work')].map(run))
  await pool.close()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(isAlive(pid)).toBe(false)
  await expect(pool.run(job('work'))).rejects.toThrow('closed')
})

test('a worker that cannot start is our fault and not the picture’s', async () => {
  pool = createPool(new URL('./no-such-worker.ts', import.meta.url), { workers: 1, timeoutMs: 300 })
  await expect(pool.run(job('work'))).rejects.toThrow('did not start')
})

function pidOf(settled: PromiseSettledResult<{ thumbhash: string }>): number {
  if (settled.status === 'rejected') throw settled.reason
  return Number(settled.value.thumbhash)
}
