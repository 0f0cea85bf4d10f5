import { createContext, createSignal, onCleanup, useContext, type JSX } from 'solid-js'
import { render } from 'solid-js/web'
import type { Locale } from '@carillon/contract/lists'
import { MessagesProvider, useMessages } from '@carillon/ui'
import { loadCommon, loadDirectory } from '@carillon/ui/messages/load'
import { createApi, type Api } from './api.ts'
import { serverNow } from './clock.ts'
import { registerWorker } from './worker.ts'
import type { Words } from './words.ts'

/** What an island stands in: the language of its page, its words, and the API. */
export type Surroundings = { locale: Locale; words: Words; api: Api }

export async function surroundings(): Promise<Surroundings> {
  registerWorker()
  const locale = document.documentElement.lang as Locale
  const [common, site] = await Promise.all([loadCommon(locale), loadDirectory(locale)])
  return { locale, words: { ...common, site }, api: createApi(locale) }
}

const ApiContext = createContext<Api>()

/** Draws an island in place of what its container holds. Mounted by a script of its own: the page has none inline. */
export function mount(container: Element, { locale, words, api }: Surroundings, view: () => JSX.Element): void {
  container.replaceChildren()
  render(
    () => (
      <MessagesProvider locale={locale} messages={words} now={createClock()}>
        <ApiContext.Provider value={api}>{view()}</ApiContext.Provider>
      </MessagesProvider>
    ),
    container,
  )
}

export function useApi(): Api {
  return useContext(ApiContext)!
}

export const useWords = () => useMessages<Words>()

const HALF_MINUTE = 30_000

/** The time, told often enough for what is written as *5 min. ago*. */
function createClock(): () => number {
  const [now, setNow] = createSignal(serverNow())
  const timer = setInterval(() => setNow(serverNow()), HALF_MINUTE)
  onCleanup(() => clearInterval(timer))
  return now
}
