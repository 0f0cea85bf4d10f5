import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { mix } from './readers.ts'
import { type Hash, Sketch } from './sketch.ts'

const hashOf = (text: string): Hash => {
  const bytes = createHash('sha256').update(text).digest()
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)]
}
const count = (sketch: Sketch, readers: Iterable<string>) => {
  let sum = 0
  for (const reader of readers) sum += sketch.add(hashOf(reader))
  return sum
}
function* some(from: number, to: number, of = 'reader') {
  for (let at = from; at < to; at += 1) yield `${of} ${at}`
}

describe('distinct readers', () => {
  test('are exact while they are few, however often each comes', () => {
    const sketch = new Sketch()
    expect(count(sketch, some(0, 400))).toBe(400)
    expect(count(sketch, some(100, 500))).toBe(100)
    expect(count(sketch, some(0, 500))).toBe(0)
  })

  test.each([1_000, 20_000, 300_000])('of %i are counted within 2 %%', (readers) => {
    const sums = ['a', 'b', 'c'].map((seed) => count(new Sketch(), some(0, readers, seed)))
    for (const sum of sums) expect(Math.abs(sum / readers - 1)).toBeLessThan(0.02)
  })

  test('go on where a process before left them', () => {
    for (const before of [300, 30_000]) {
      const sketch = new Sketch()
      const sum = count(sketch, some(0, before))
      const later = Sketch.from(sketch.bytes())
      expect(count(later, some(0, before))).toBe(0)
      const whole = count(new Sketch(), some(0, 40_000))
      expect(sum + count(later, some(before, 40_000))).toBeCloseTo(whole, 3)
    }
  })

  test('take no more room than 16 KiB', () => {
    const sketch = new Sketch()
    count(sketch, some(0, 100_000))
    expect(sketch.bytes().length).toBe(16_384)
  })
})

test('what is kept for two subjects can’t be told to be of the same reader, and is as good a hash', () => {
  const [one, other] = [hashOf('subject 1'), hashOf('subject 2')]
  const readers = Array.from(some(0, 50_000), hashOf)
  expect(mix(readers[0]!, one)).not.toEqual(mix(readers[0]!, other))
  for (const mask of [one, other]) {
    const sketch = new Sketch()
    const sum = readers.reduce((total, reader) => total + sketch.add(mix(reader, mask)), 0)
    expect(Math.abs(sum / readers.length - 1)).toBeLessThan(0.02)
  }
})
