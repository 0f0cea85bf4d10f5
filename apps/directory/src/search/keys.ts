/** `/` leads to the search from anywhere on the page where nothing is being typed. */
export function focusOnSlash(input: HTMLInputElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
    event.preventDefault()
    input.focus()
    input.select()
  })
}

/** The arrow keys go from the search through the results and back; Enter follows the link that has the focus. */
export function followArrows(input: HTMLInputElement, results: HTMLElement): void {
  const links = () => [...results.querySelectorAll<HTMLAnchorElement>('article a')]
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || event.isComposing) return
    const first = links()[0]
    if (!first) return
    event.preventDefault()
    first.focus()
  })
  results.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const all = links()
    const at = all.indexOf(event.target as HTMLAnchorElement)
    if (!step || at === -1) return
    event.preventDefault()
    const next = at + step < 0 ? input : all[at + step]
    next?.focus()
  })
}
