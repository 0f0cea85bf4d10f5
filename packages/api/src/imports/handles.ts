import { RESERVED_HANDLES } from '@carillon/contract'
import anyAscii from 'any-ascii'

const MIN = 3
const MAX = 32
/** Labels of a host that say nothing of whose it is. */
const SERVICE_LABELS = new Set(['www', 'www2', 'm', 'feed', 'feeds', 'rss', 'rssfeeds'])
/** Second labels of registries, as in .co.uk and .com.br. */
const REGISTRY_LABELS = new Set(['com', 'co', 'org', 'net', 'gov', 'gob', 'edu', 'ac', 'go', 'or', 'ne', 'info'])

/** A handle that looks like the name, in whatever script that is, else like the host of its address. */
export function suggestHandle(name: string, host: string | null): string {
  const ofName = words(name)
  const ofHost = words(hostWords(host ?? ''))
  const fromLetter = [ofName, ofHost].map((text) => text.replace(/^[^a-z]+/, ''))
  return [ofName, ofHost, ...fromLetter].map((text) => shorten(text, MAX)).find(isHandle) ?? 'channel'
}

/**
 * The handle if it is free, else numbered from `_2`. `last` holds the numbers given out so far in a run, so that
 * `taken` is asked few times whatever many want the same.
 */
export async function freeHandle(
  wanted: string,
  taken: (handle: string) => Promise<boolean>,
  last: Map<string, number>,
): Promise<string> {
  const isTaken = async (number: number) => {
    const handle = numbered(wanted, number)
    return RESERVED_HANDLES.has(handle) || (await taken(handle))
  }
  let low = last.get(wanted) ?? 0
  let step = 1
  while (await isTaken(low + step)) [low, step] = [low + step, step * 2]
  // Doubling went past some that are free: one is somewhere after the last that was taken.
  for (let high = low + step; high - low > 1;) {
    const middle = Math.floor((low + high) / 2)
    if (await isTaken(middle)) low = middle
    else high = middle
  }
  last.set(wanted, low + 1)
  return numbered(wanted, low + 1)
}

function numbered(handle: string, number: number): string {
  return number === 1 ? handle : `${shorten(handle, MAX - `_${number}`.length)}_${number}`
}

/** Text in ASCII, its words joined by `_`. */
export function words(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/['`’]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}

function hostWords(host: string): string {
  const labels = host.split('.')
  while (labels.length > 1 && SERVICE_LABELS.has(labels[0]!)) labels.shift()
  if (labels.length > 1) labels.pop()
  if (labels.length > 1 && REGISTRY_LABELS.has(labels.at(-1)!)) labels.pop()
  return labels.join('_')
}

/** At most `max` characters, ending with a whole word unless the first is too long by itself. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const end = text.lastIndexOf('_', max)
  return text.slice(0, end >= MIN ? end : max)
}

function isHandle(text: string): boolean {
  return text.length >= MIN && /^[a-z]/.test(text)
}
