import { createSignal } from 'solid-js'
import { LOCALES, pickLocale, type Locale } from '@carillon/contract/lists'
import { useMessages } from '@carillon/ui'
import { createFormat } from '@carillon/ui/format'
import type { Common, Console } from '@carillon/ui/messages'
import { loadCommon, loadConsole } from '@carillon/ui/messages/load'
import { recall, remember } from './storage.ts'

export type Words = Common & Console

const [spoken, setSpoken] = createSignal<{ locale: Locale; words: Words }>()

/** The language of the interface and its words. They change together, once the words are there. */
export const interfaceLanguage = () => spoken()!

export async function startInterface(): Promise<void> {
  applyTheme(theme())
  await speak(pickLocale([recall('locale') ?? '', ...navigator.languages]))
}

export async function chooseLanguage(locale: Locale): Promise<void> {
  remember('locale', locale)
  await speak(locale)
}

async function speak(locale: Locale): Promise<void> {
  const [common, console] = await Promise.all([loadCommon(locale), loadConsole(locale)])
  document.documentElement.lang = locale
  setSpoken({ locale, words: { ...common, ...console } })
}

/** The words and formats of the console, reactive. */
export const useWords = () => useMessages<Words>()
/** Outside of components: what is said and how, at this moment. */
export const wordsNow = () => interfaceLanguage().words
export const formatNow = () => createFormat(interfaceLanguage().locale)

export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', fr: 'Français', es: 'Español' }
export const INTERFACE_LANGUAGES = LOCALES

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const remembered = THEMES.find((name) => name === recall('theme'))
export const [theme, setTheme] = createSignal<Theme>(remembered ?? 'system')

export function chooseTheme(chosen: Theme): void {
  remember('theme', chosen)
  applyTheme(chosen)
  setTheme(chosen)
}

function applyTheme(chosen: Theme): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
}

/** Ticks twice a minute, so that *5 min. ago* stays true. */
const [now, setNow] = createSignal(Date.now())
setInterval(() => setNow(Date.now()), 30_000)
export { now }
