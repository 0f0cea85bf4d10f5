import { createEffect, createSignal } from 'solid-js'
import { LOCALES, type Locale } from '@carillon/contract/lists'
import { link } from '../site/links.ts'
import { mount, surroundings } from '../site/island.tsx'
import { followArrows, focusOnSlash } from './keys.ts'
import { Results } from './Results.tsx'
import { readSearch, writeSearch, type SearchState } from './state.ts'

/**
 * Makes the search of a page answer as one types. The form stays as it is, with what was typed before the script came;
 * on the front page the results take the place of what is marked `data-home`.
 */
export async function mountSearch(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('#search form')!
  const input = form.querySelector('input')!
  const results = document.getElementById('results')!
  const front = document.querySelectorAll<HTMLElement>('[data-home]')
  const around = await surroundings()
  const path = link(around.locale, '/search')

  const searching = () => front.length === 0 || location.pathname.replace(/\/$/, '') === path
  const current = () => (searching() ? readSearch(location.search) : null)
  const [state, setState] = createSignal<SearchState | null>(current())

  /** Choices make an entry in the history; the letters of one query share theirs. */
  function go(next: SearchState, how: 'push' | 'replace'): void {
    const begins = state() === null
    history[how === 'push' || begins ? 'pushState' : 'replaceState'](null, '', path + writeSearch(next))
    setState(next)
  }

  mount(results, around, () => {
    createEffect(() => {
      for (const element of front) element.hidden = state() !== null
      results.hidden = state() === null
      keepSearchInLanguages(state())
    })
    return <Results state={state} change={(part) => go({ ...state()!, ...part }, 'push')} clear={clear} />
  })

  function clear(): void {
    input.value = ''
    go({ ...readSearch(''), sort: state()?.sort ?? 'relevant' }, 'push')
    input.focus()
  }

  const typed = () => go({ ...(state() ?? readSearch('')), query: input.value }, 'replace')
  input.addEventListener('input', typed)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    typed()
  })
  addEventListener('popstate', () => {
    setState(current())
    input.value = state()?.query ?? ''
  })
  focusOnSlash(input)
  followArrows(input, results)

  const typedAlready = input.value !== ''
  if (!typedAlready) input.value = state()?.query ?? ''
  else if (input.value !== state()?.query) typed()
}

/** Another language shows the same results. */
function keepSearchInLanguages(state: SearchState | null): void {
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    const locale = LOCALES.find((known) => known === anchor.lang) as Locale
    anchor.href = state ? link(locale, '/search') + writeSearch(state) : link(locale, '/')
  }
}
