import { LIMITS } from '@carillon/contract'

/** Samples a second are plenty to see how loud it is, and take little memory. */
const RATE = 8_000

/** How loud a sound is from its beginning to its end, 0 to 100; empty where this browser can't hear it. */
export async function waveformOf(sound: Blob): Promise<number[]> {
  try {
    const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await sound.arrayBuffer())
    return heightsOf(decoded.getChannelData(0))
  } catch {
    return []
  }
}

/** The loudest part is as high as can be. */
export function heightsOf(samples: Float32Array, count: number = LIMITS.waveform): number[] {
  const bars = Math.min(count, samples.length)
  const loudness = Array.from({ length: bars }, (_, at) => {
    const from = Math.floor((at * samples.length) / bars)
    const to = Math.floor(((at + 1) * samples.length) / bars)
    let sum = 0
    for (let i = from; i < to; i += 1) sum += samples[i]! ** 2
    return Math.sqrt(sum / Math.max(1, to - from))
  })
  const loudest = Math.max(...loudness, Number.EPSILON)
  return loudness.map((level) => Math.round((level / loudest) * 100))
}
