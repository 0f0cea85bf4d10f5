import { countCharacters, LIMITS, type PostContent, type TeamChannel, type When } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { Show } from 'solid-js'
import { ScheduleButton } from '../drafts/ScheduleButton.tsx'
import { now, useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { AddRow } from './attached/AddRow.tsx'
import { isShowing, takesText } from './attached/attached.ts'
import { AttachedField } from './attached/AttachedField.tsx'
import { createAttaching } from './attached/attaching.ts'
import { contentOf } from './content.ts'
import { createDraft, type Draft } from './draft.ts'
import { EditorActions } from './EditorActions.tsx'
import { EditorFrame } from './EditorFrame.tsx'
import { LinkField } from './link/LinkField.tsx'
import { createLinking } from './link/linking.ts'
import { Preview } from './Preview.tsx'
import { createSending, type Send } from './sending.ts'
import { TextField } from './TextField.tsx'
import { shortcut } from './Toolbar.tsx'
import { VariantsField } from './variants/VariantsField.tsx'

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
  const attaching = createAttaching(state, () => props.channel.handle)
  const linking = createLinking(state, () => props.channel.handle)
  const sending = createSending()

  const hasText = () => takesText(draft.attached)
  const max = () => (draft.attached ? LIMITS.caption : LIMITS.postText)
  const written = () => isShowing(draft.attached) || (hasText() && draft.text.trim() !== '')
  const fits = () => !hasText() || countCharacters(draft.text) <= max()
  const ready = () => written() && fits() && attaching.ready()

  /** Words that weren't published stay. */
  const begin = () => state.reset(hasText() ? undefined : draft.text)
  async function send(way: Send) {
    if (ready() && (await sending.send(way, contentOf(draft), draft.silent))) begin()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void send(props.submit)
  }

  return (
    <EditorFrame
      title={props.title}
      onSubmit={submit}
      onDrop={attaching.add}
      preview={<Preview channel={props.channel} draft={draft} empty={!written()} />}
    >
      <Show when={hasText()} fallback={draft.text && <p class="text-sm text-muted">{ui.t.attached.withoutText}</p>}>
        <TextField
          label={draft.attached ? ui.t.posts.caption : ui.t.posts.text}
          text={draft.text}
          max={max()}
          error={sending.fieldError('content.text')}
          hint={state.changed() ? ui.t.posts.draftKept : undefined}
          onText={(text) => setDraft({ text })}
          onSubmit={submit}
          onFiles={attaching.add}
        />
      </Show>
      <LinkField linking={linking} error={sending.fieldError} />
      <AttachedField handle={props.channel.handle} attaching={attaching} lost={state.lost} error={sending.fieldError} />
      <AddRow attaching={attaching} />
      <Show when={draft.attached?.kind !== 'sticker' && written()}>
        <VariantsField state={state} written={props.channel.language} max={max()} error={sending.fieldError} />
      </Show>
      <Show when={!props.initial || props.chooseSilent}>
        <Check
          label={ui.t.posts.silent}
          hint={ui.t.posts.silentHint}
          checked={draft.silent}
          onChecked={(silent) => setDraft({ silent })}
        />
      </Show>
      <Alert>{sending.message()}</Alert>
      <EditorActions state={state} onDiscard={attaching.clear} onCancel={props.onCancel}>
        <Show when={props.save}>
          {(save) => (
            <>
              <Button busy={sending.busy(save())} disabled={!ready()} onClick={() => void send(save())}>
                {ui.t.drafts.saveNew}
              </Button>
              <ScheduleButton
                label={ui.t.schedule.schedule}
                schedule={null}
                disabled={!ready()}
                submit={async (when) => {
                  await save()(contentOf(draft), draft.silent, when)
                  begin()
                }}
              />
            </>
          )}
        </Show>
        <Button
          type="submit"
          look="primary"
          busy={sending.busy(props.submit)}
          disabled={!ready()}
          title={ui.t.posts.shortcut(props.action, shortcut('Enter'))}
        >
          {props.action}
        </Button>
      </EditorActions>
    </EditorFrame>
  )
}
