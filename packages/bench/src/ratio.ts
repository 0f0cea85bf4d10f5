/** Median, least and most of several rounds. */
export type Spread = { median: number; min: number; max: number }

export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2
  return { median, min: sorted[0]!, max: sorted.at(-1)! }
}

export type Comparison = { ratio: Spread; ours: Spread; theirs: Spread }

/**
 * Ours ÷ theirs, taken in turns so that whatever the machine does meanwhile befalls both. The first round of each warms
 * up and isn't counted.
 */
export async function compare(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Comparison> {
  await ours()
  await theirs()
  const pairs: [number, number][] = []
  for (let round = 0; round < rounds; round += 1) pairs.push([await ours(), await theirs()])
  return {
    ratio: spreadOf(pairs.map(([one, other]) => one / other)),
    ours: spreadOf(pairs.map(([one]) => one)),
    theirs: spreadOf(pairs.map(([, other]) => other)),
  }
}

/** Milliseconds that each of `count` calls took, one after the other. */
export async function timeEach(count: number, call: (at: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at += 1) {
    const began = performance.now()
    await call(at)
    times.push(performance.now() - began)
  }
  return times
}

/** Calls a second, over `count` of them one after the other. */
export async function rate(count: number, call: () => unknown): Promise<number> {
  const began = performance.now()
  for (let at = 0; at < count; at += 1) await call()
  return (count / (performance.now() - began)) * 1000
}
