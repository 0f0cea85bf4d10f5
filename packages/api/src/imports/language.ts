import { LANGUAGES } from '@carillon/contract'
import { languageOf } from './countries.ts'

/** Letters that a guess needs, and fewer where it is the language that the country speaks. */
const LETTERS = 25
const LETTERS_AT_HOME = 16
/** Letters of another script, after which what is Latin beside them tells nothing. */
const OWN_SCRIPT = 4
/** Share of the best score by which another country's language must lead. */
const LEAD = 0.05
/** What stands in names and descriptions and is of no language. */
const NOISE = /https?:\S+|[\p{L}\d-]+(\.[\p{L}\d-]+)+|\uFFFD|\b(RSS|feeds?)\b/giu
const LATIN = /\p{Script=Latin}+/gu
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/gu

let detector: Promise<typeof import('eld').eld> | undefined

/** The language of a channel, or `null` where that isn't clear: a wrong one is worse than none. */
export async function detectLanguage(
  name: string,
  description: string,
  country: string | null,
): Promise<string | null> {
  // 30 MB: loaded when it is needed, in a thread that ends.
  const { detect } = await (detector ??= import('eld/extrasmall').then(({ eld }) => eld))
  const all = `${name}. ${description === name ? '' : description}`
  const words = all.replace(NOISE, ' ')
  const ownScript = count(words, NOT_LATIN) >= OWN_SCRIPT
  const found = detect(ownScript ? words.replace(LATIN, ' ') : words)
  if (!found.isReliable()) return null

  const home = country && languageOf(country)
  const language = atHome(found.language, home)
  if (!language || !LANGUAGES.includes(language)) return null
  if (!ownScript && count(words, /\p{L}/gu) < (language === home ? LETTERS_AT_HOME : LETTERS)) return null
  const [first = 0, second = 0] = Object.values(found.getScores()).toSorted((a, b) => b - a)
  if (language !== home && first - second < LEAD * first) return null
  return namesAnother(all, language) ? null : language
}

/** The library can't tell Indonesian from Malay; people can't either, from a line or two. */
function atHome(language: string, home: string | null): string | null {
  if (language !== 'ms') return language
  return home === 'id' || home === 'ms' ? home : null
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

let names: Map<string, string> | undefined

/** "News in Hindi" is English, and the news are not. */
function namesAnother(text: string, language: string): boolean {
  names ??= languageNames()
  for (const word of text.match(/\p{Lu}\p{L}{3,}/gu) ?? []) {
    const named = names.get(word)
    if (named && named !== language) return true
  }
  return false
}

function languageNames(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'language' })
  return new Map(LANGUAGES.filter((code) => code !== 'fil').map((code) => [english.of(code)!, code]))
}
