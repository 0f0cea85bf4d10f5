import { useWords } from '../interface.ts'

export function SkipLink() {
  const ui = useWords()
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    document.getElementById('content')?.focus()
  }
  return (
    <a
      href="#content"
      onClick={skip}
      class="fixed start-4 top-2 z-50 -translate-y-20 rounded-md bg-ink px-4 py-2 text-paper focus:translate-y-0"
    >
      {ui.t.skip}
    </a>
  )
}
