import { LIMITS } from '@carillon/contract'
import { Alert, Button, CharacterCount, Spinner } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { Match, Show, Switch } from 'solid-js'
import { useWords } from '../interface.ts'
import { TextArea } from '../parts/fields.tsx'
import type { DraftState } from './draft.ts'
import type { PhotoState } from './photo.ts'

/** The photo of a draft: on its way, or there with the words for those who can't see it. */
export function PhotoField(props: { state: DraftState; photo: PhotoState; altError?: string | undefined }) {
  const ui = useWords()
  const draft = props.state.draft
  return (
    <div class="flex flex-col gap-3">
      <Show when={props.photo.failure()}>
        <Alert>
          {ui.t.posts.uploadFailed} {props.photo.failure()}
        </Alert>
      </Show>
      <Show when={props.state.lost && !draft.photo}>
        <Alert>{ui.t.posts.photoExpired}</Alert>
      </Show>
      <Switch>
        <Match when={props.photo.sending()}>
          {(sending) => <Sending share={sending().share} onStop={props.photo.remove} />}
        </Match>
        <Match when={draft.photo}>
          {(photo) => (
            <div class="flex flex-col gap-3 rounded-md border border-line p-3 sm:flex-row">
              <div class="flex shrink-0 flex-col gap-2 sm:w-48">
                <img
                  src={`/api/media/${photo().mediaId}/${photo().widths[0]}`}
                  width={photo().width}
                  height={photo().height}
                  alt=""
                  class="h-auto max-h-36 w-full rounded-sm bg-sunken object-cover"
                />
                <Button look="quiet" class="min-h-9! px-2! text-sm!" onClick={() => props.photo.remove()}>
                  <X size="1.1em" aria-hidden="true" />
                  {ui.t.posts.removePhoto}
                </Button>
              </div>
              <div class="flex-1">
                <TextArea
                  label={ui.t.posts.alt}
                  hint={ui.t.posts.altHint}
                  aside={<CharacterCount text={draft.alt} max={LIMITS.altText} />}
                  value={draft.alt}
                  onValue={(alt) => props.state.setDraft({ alt })}
                  error={props.altError}
                />
              </div>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  )
}

function Sending(props: { share: number; onStop: () => void }) {
  const ui = useWords()
  const words = () => (props.share < 1 ? ui.t.posts.uploading(ui.format.percent(props.share)) : ui.t.posts.processing)
  return (
    <div class="flex items-center gap-3 rounded-md border border-line p-3 text-sm">
      <Spinner />
      <span class="flex-1">{words()}</span>
      <progress class="w-28" max="1" value={props.share} aria-label={words()} />
      <Button look="quiet" class="min-h-9! px-2! text-sm!" onClick={() => props.onStop()}>
        {ui.t.shell.cancel}
      </Button>
    </div>
  )
}
