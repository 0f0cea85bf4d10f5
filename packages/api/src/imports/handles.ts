import { COUNTRIES, RESERVED_HANDLES } from '@carillon/contract'
import anyAscii from 'any-ascii'

const MIN = 3
const MAX = 32
/** Labels of a host that say nothing of whose it is. */
const SERVICE_LABELS = new Set(['www', 'www2', 'm', 'feed', 'feeds', 'rss', 'rssfeeds'])
/** Second labels of registries, as in .co.uk and .com.br. */
const REGISTRY_LABELS = new Set(['com', 'co', 'org', 'net', 'gov', 'gob', 'edu', 'ac', 'go', 'or', 'ne', 'info'])

/**
 * A free handle that looks like the name, in whatever script that is, else like the host of the feed; numbered from
 * `_2` where another has it. `taken` is asked a number of times that grows with the logarithm of the number found.
 */
export async function suggestHandle(
  name: string,
  feedHost: string | null,
  taken: (handle: string) => boolean | Promise<boolean>,
): Promise<string> {
  const ofName = words(anyAscii(name))
  const ofHost = words(anyAscii(hostWords(feedHost ?? '')))
  const fromLetter = [ofName, ofHost].map((text) => text.replace(/^[^a-z]+/, ''))
  const base = [ofName, ofHost, ...fromLetter].map((text) => shorten(text, MAX)).find(isHandle) ?? 'channel'
  const isTaken = async (handle: string) => RESERVED_HANDLES.has(handle) || (await taken(handle))
  if (!(await isTaken(base))) return base

  const numbered = (number: number) => `${shorten(base, MAX - `_${number}`.length)}_${number}`
  let low = 1
  let high = 2
  while (await isTaken(numbered(high))) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await isTaken(numbered(middle))) low = middle
    else high = middle
  }
  return numbered(high)
}

function words(text: string): string {
  return text
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

/** Names in use beside those of `Intl.DisplayNames`. */
const ALIASES: Record<string, string> = {
  'Bosnia and Herzegovina': 'BA',
  Burma: 'MM',
  'Cape Verde': 'CV',
  'Czech Republic': 'CZ',
  'Democratic Republic of the Congo': 'CD',
  'East Timor': 'TL',
  'Great Britain': 'GB',
  'Hong Kong': 'HK',
  'Hong Kong SAR China': 'HK',
  'Ivory Coast': 'CI',
  Macao: 'MO',
  Macau: 'MO',
  Macedonia: 'MK',
  Myanmar: 'MM',
  'Myanmar (Burma)': 'MM',
  Palestine: 'PS',
  'Republic of the Congo': 'CG',
  Swaziland: 'SZ',
  Turkey: 'TR',
  UK: 'GB',
  USA: 'US',
  'United States of America': 'US',
  'Vatican City': 'VA',
}

let codes: Map<string, string> | undefined

/** ISO 3166-1 code of the country whose English name a file has (`South Africa.opml`), or `null`. */
export function countryFromFileName(fileName: string): string | null {
  codes ??= countryCodes()
  const base = fileName.replace(/^.*[/\\]/, '').replace(/\.\w+$/, '')
  return codes.get(nameKey(base)) ?? null
}

function countryCodes(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const named = COUNTRIES.map((code) => [names.of(code)!, code] as const)
  return new Map([...named, ...Object.entries(ALIASES)].map(([name, code]) => [nameKey(name), code]))
}

function nameKey(name: string): string {
  return words(anyAscii(name.replace('&', 'and'))).replace(/^the_/, '')
}
