import { Sketch } from '@carillon/api/bench'
import { hash } from 'node:crypto'
import { spreadOf } from '../ratio.ts'
import { type Case, round as digits } from './types.ts'

const READERS = 1_000_000

/** A4: how far off the number of distinct readers is. */
export const distinct: Case = async (_, rounds) => {
  const off: number[] = []
  for (let round = 0; round < rounds; round += 1) off.push(Math.abs(estimate(round) / READERS - 1) * 100)
  const what = `Error of ${digits(READERS)} distinct readers of a day`
  const details = 'HyperLogLog of 16,384 registers, by historic inverse probability; each round other readers'
  return [{ id: 'A4', what, unit: '%', value: spreadOf(off), target: { at: 'most', value: 2 }, details }]
}

function estimate(seed: number): number {
  const sketch = new Sketch()
  let sum = 0
  for (let reader = 0; reader < READERS; reader += 1) {
    const bytes = hash('sha256', `${seed} ${reader}`, 'buffer')
    sum += sketch.add([bytes.readUInt32LE(0), bytes.readUInt32LE(4)])
  }
  return sum
}
