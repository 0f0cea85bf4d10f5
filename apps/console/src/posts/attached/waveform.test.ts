import { expect, test } from 'vitest'
import { heightsOf } from './waveform.ts'

test('the loudest part of a sound is as high as can be, silence is flat', () => {
  const sound = Float32Array.from({ length: 4_000 }, (_, at) => (at < 1_000 ? 0 : at < 2_000 ? 0.1 : 0.4))
  expect(heightsOf(sound, 4)).toEqual([0, 25, 100, 100])
})

test('a sound has a hundred heights at most, and none where there is no sound', () => {
  expect(heightsOf(new Float32Array(50_000).fill(0.2))).toEqual(Array.from({ length: 100 }, () => 100))
  expect(heightsOf(new Float32Array(0))).toEqual([])
  expect(heightsOf(new Float32Array(3))).toEqual([0, 0, 0])
})
