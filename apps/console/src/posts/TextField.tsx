import { CharacterCount, controlClass, Field } from '@carillon/ui'
import { createSignal, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { EMOJI_KEY, EmojiButton } from './emoji/EmojiButton.tsx'
import { toolClass, Toolbar, useShortcut, withCommand } from './Toolbar.tsx'

type TextProps = {
  label: string
  text: string
  max: number
  hint: string | undefined
  error: string | undefined
  onText: (text: string) => void
  onSubmit: (event: Event) => void
  onFiles: (files: File[]) => void
}

/** The words of a post with the tools to mark them up. */
export function TextField(props: TextProps) {
  const ui = useWords()
  let field!: HTMLTextAreaElement
  const [emoji, setEmoji] = createSignal(false)
  const onKeyDown: JSX.EventHandler<HTMLTextAreaElement, KeyboardEvent> = (event) => {
    if (event.key === 'Enter' && withCommand(event)) props.onSubmit(event)
    else if (useShortcut(event, field)) event.preventDefault()
    else if (event.key === EMOJI_KEY && withCommand(event)) {
      event.preventDefault()
      setEmoji(true)
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    // What is copied from a page or a sheet comes as words and as their picture: the words are meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
    event.preventDefault()
    props.onFiles(files)
  }
  return (
    <div class="flex flex-col gap-1">
      <Toolbar field={() => field}>
        <EmojiButton class={toolClass} field={() => field} open={emoji()} onOpen={setEmoji} />
      </Toolbar>
      <Field
        label={props.label}
        hideLabel
        error={props.error}
        hint={props.hint}
        aside={<CharacterCount text={props.text} max={props.max} />}
      >
        {(control) => (
          <textarea
            {...control}
            ref={field}
            dir="auto"
            rows="6"
            placeholder={ui.t.posts.placeholder}
            class={`${controlClass} field-sizing-content max-h-[60dvh] min-h-44`}
            value={props.text}
            onInput={(event) => props.onText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        )}
      </Field>
    </div>
  )
}
