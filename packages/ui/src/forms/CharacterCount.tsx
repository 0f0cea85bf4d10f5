import { countCharacters } from '@carillon/contract'
import { useMessages } from '../interface.tsx'

/** How many of the characters a reader sees are left. Said aloud only when few are. */
export function CharacterCount(props: { text: string; max: number }) {
  const ui = useMessages()
  const left = () => props.max - countCharacters(props.text)
  const words = () => (left() < 0 ? ui.t.state.charactersOver(-left()) : ui.t.state.charactersLeft(left()))
  return (
    <span
      class="text-sm whitespace-nowrap tabular-nums"
      classList={{ 'text-danger font-semibold': left() < 0, 'text-muted': left() >= 0 }}
    >
      <span aria-hidden="true" title={words()}>
        {ui.format.number(left())}
      </span>
      <span class="sr-only" aria-live="polite">
        {left() <= props.max / 20 ? words() : ''}
      </span>
    </span>
  )
}
