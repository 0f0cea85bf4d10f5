import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('as many bytes as were asked for, all different, beyond what the pool holds', () => {
  const random = createRandom()
  const seen = new Set<string>()
  for (let at = 0; at < 5_000; at += 1) {
    const bytes = random(12 + (at % 5))
    expect(bytes).toHaveLength(12 + (at % 5))
    seen.add(Buffer.from(bytes).toString('hex'))
  }
  expect(seen.size).toBe(5_000)
  expect(random(100_000)).toHaveLength(100_000)
})

test('every value of a byte comes about as often', () => {
  const random = createRandom()
  const counts = new Uint32Array(256)
  for (let at = 0; at < 32_000; at += 1) for (const byte of random(16)) counts[byte]! += 1
  expect(Math.min(...counts)).toBeGreaterThan(1_700)
  expect(Math.max(...counts)).toBeLessThan(2_300)
})
