import type { Names } from './names.ts'

/** Numbers by what they are of: `views`, `reach.country.CO`, `option.2`. */
export type Counts = Map<string, number>

export function add(counts: Counts, name: string, by: number): void {
  if (by !== 0) counts.set(name, (counts.get(name) ?? 0) + by)
}

export function addAll(into: Counts, counts: Counts): void {
  for (const [name, by] of counts) add(into, name, by)
}

/** Those below `prefix`, by what follows it. */
export function* below(counts: Counts, prefix: string): Generator<[key: string, count: number]> {
  for (const [name, count] of counts) if (name.startsWith(prefix)) yield [name.slice(prefix.length), count]
}

/** Names and numbers as bytes: mostly two for each, because a year of ten thousand channels has to have room. */
export function pack(names: Names, counts: Counts): Uint8Array {
  const bytes: number[] = []
  const rounded = [...counts].map(([name, count]) => [names.idOf(name), Math.round(count)] as const)
  let last = 0
  for (const [id, count] of rounded.filter(([, count]) => count !== 0).toSorted(([a], [b]) => a - b)) {
    put(bytes, id - last)
    // Small numbers below zero are small too.
    put(bytes, count < 0 ? -2 * count - 1 : 2 * count)
    last = id
  }
  return Uint8Array.from(bytes)
}

/** All of them, or only those that are wanted: a year has a hundred thousand. */
export function unpack(names: Names, bytes: Uint8Array, wanted?: ReadonlySet<string>): Counts {
  const counts: Counts = new Map()
  let at = 0
  const take = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  for (let id = 0; at < bytes.length;) {
    id += take()
    const folded = take()
    const name = names.nameOf(id)
    if (name !== undefined && (!wanted || wanted.has(name)))
      counts.set(name, folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2)
  }
  return counts
}

function put(bytes: number[], value: number): void {
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  bytes.push(left)
}
