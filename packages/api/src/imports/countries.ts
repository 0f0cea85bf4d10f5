import { COUNTRIES } from '@carillon/contract'
import { words } from './handles.ts'

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

/** ISO 3166-1 code of a country by that code, in either case, or by its English name; `null` for what is neither. */
export function countryOf(text: string): string | null {
  const code = text.trim().toUpperCase()
  if (COUNTRIES.includes(code)) return code
  codes ??= countryCodes()
  return codes.get(nameKey(text)) ?? null
}

/** Of the country whose English name a file has (`South Africa.opml`). */
export function countryFromFileName(fileName: string): string | null {
  return countryOf(fileName.replace(/^.*[/\\]/, '').replace(/\.\w+$/, ''))
}

/** What is mostly spoken there, as Unicode's likely subtags have it. */
export function languageOf(country: string): string {
  const { language } = new Intl.Locale('und', { region: country }).maximize()
  return language === 'fil' ? 'tl' : language
}

function countryCodes(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const named = COUNTRIES.map((code) => [names.of(code)!, code] as const)
  return new Map([...named, ...Object.entries(ALIASES)].map(([name, code]) => [nameKey(name), code]))
}

function nameKey(name: string): string {
  return words(name.replace('&', 'and')).replace(/^the_/, '')
}
