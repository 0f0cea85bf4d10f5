import { LIMITS, type PostContent, type TeamChannel, type When } from '@carillon/contract'
import { countCharacters } from '@carillon/contract'
import { Alert, Button, CharacterCount, controlClass, Field } from '@carillon/ui'
import { createSignal, Show, type JSX } from 'solid-js'
import { asFailure, type Failure } from '../failure.ts'
import { ScheduleButton } from '../drafts/ScheduleButton.tsx'
import { now, useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { contentOf, createDraft, type Draft } from './draft.ts'
import { EditorActions } from './EditorActions.tsx'
import { EditorFrame } from './EditorFrame.tsx'
import { createPhoto, pictureIn } from './photo.ts'
import { PhotoField } from './PhotoField.tsx'
import { Preview } from './Preview.tsx'
import { shortcut, Toolbar, useShortcut, withCommand } from './Toolbar.tsx'

type Send = (content: PostContent, silent: boolean) => Promise<unknown>

type EditorProps = {
  title: string
  channel: TeamChannel
  /** What the draft is kept under. */
  name: string
  /** The post that is edited, as a draft; without it, a new one is written. */
  initial?: Draft
  /** Whether its followers are notified can still be chosen: of a new post it always can. */
  chooseSilent?: boolean
  action: string
  submit: Send
  /** Puts it among the channel's drafts instead, to go out at its time if it gets one. */
  save?: (content: PostContent, silent: boolean, schedule?: When) => Promise<unknown>
  onCancel?: () => void
}

/** Writes a new post, or changes one. */
export function PostEditor(props: EditorProps) {
  const ui = useWords()
  const state = createDraft(props.name, now(), props.initial)
  const { draft, setDraft } = state
  const photo = createPhoto(state, () => props.channel.handle)
  const [failure, setFailure] = createSignal<Failure>()
  const [busy, setBusy] = createSignal<Send>()
  let field!: HTMLTextAreaElement

  const max = () => (draft.photo ? LIMITS.caption : LIMITS.postText)
  const written = () => draft.text.trim() !== '' || draft.photo !== null
  const fits = () => countCharacters(draft.text) <= max() && countCharacters(draft.alt) <= LIMITS.altText
  const ready = () => written() && fits() && !photo.sending()
  const fieldError = (path: string) => failure()?.fields[path]
  const formError = () => {
    const present = failure()
    if (!present || fieldError('content.text') || fieldError('content.photo.alt')) return undefined
    return fieldError('content.photo.mediaId') ?? Object.values(present.fields)[0] ?? present.message
  }

  async function send(by: Send) {
    if (!ready() || busy()) return
    setBusy(() => by)
    setFailure(undefined)
    try {
      await by(contentOf(draft), draft.silent)
      state.reset()
    } catch (error) {
      setFailure(asFailure(error))
    } finally {
      setBusy(undefined)
    }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void send(props.submit)
  }

  const onKeyDown: JSX.EventHandler<HTMLTextAreaElement, KeyboardEvent> = (event) => {
    if (event.key === 'Enter' && withCommand(event)) submit(event)
    else if (useShortcut(event, field)) event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    const picture = pictureIn(event.clipboardData)
    if (!picture) return
    event.preventDefault()
    void photo.add(picture)
  }

  return (
    <EditorFrame
      title={props.title}
      onSubmit={submit}
      onDrop={(picture) => void photo.add(picture)}
      preview={<Preview channel={props.channel} draft={draft} empty={!written()} />}
    >
      <div class="flex flex-col gap-1">
        <Toolbar field={() => field} onPhoto={(file) => void photo.add(file)} />
        <Field
          label={draft.photo ? ui.t.posts.caption : ui.t.posts.text}
          hideLabel
          error={fieldError('content.text')}
          hint={state.changed() ? ui.t.posts.draftKept : undefined}
          aside={<CharacterCount text={draft.text} max={max()} />}
        >
          {(control) => (
            <textarea
              {...control}
              ref={field}
              dir="auto"
              rows="6"
              placeholder={ui.t.posts.placeholder}
              class={`${controlClass} field-sizing-content max-h-[60dvh] min-h-44`}
              value={draft.text}
              onInput={(event) => setDraft({ text: event.currentTarget.value })}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
          )}
        </Field>
      </div>
      <PhotoField state={state} photo={photo} altError={fieldError('content.photo.alt')} />
      <Show when={!props.initial || props.chooseSilent}>
        <Check
          label={ui.t.posts.silent}
          hint={ui.t.posts.silentHint}
          checked={draft.silent}
          onChecked={(silent) => setDraft({ silent })}
        />
      </Show>
      <Alert>{formError()}</Alert>
      <EditorActions state={state} onDiscard={photo.remove} onCancel={props.onCancel}>
        <Show when={props.save}>
          {(save) => (
            <>
              <Button busy={busy() === save()} disabled={!ready()} onClick={() => void send(save())}>
                {ui.t.drafts.saveNew}
              </Button>
              <ScheduleButton
                label={ui.t.schedule.schedule}
                schedule={null}
                mayRepeat={draft.photo === null}
                disabled={!ready()}
                submit={async (when) => {
                  await save()(contentOf(draft), draft.silent, when)
                  state.reset()
                }}
              />
            </>
          )}
        </Show>
        <Button
          type="submit"
          look="primary"
          busy={busy() === props.submit}
          disabled={!ready()}
          title={ui.t.posts.shortcut(props.action, shortcut('Enter'))}
        >
          {props.action}
        </Button>
      </EditorActions>
    </EditorFrame>
  )
}
