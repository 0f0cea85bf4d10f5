import type { Draft } from '@carillon/contract'
import { Button } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { AlsoEditing } from '../parts/AlsoEditing.tsx'
import { notify } from '../parts/notices.tsx'
import { draftOf } from '../posts/content.ts'
import { draftName } from '../posts/draft.ts'
import { PostEditor } from '../posts/PostEditor.tsx'
import { useMe } from '../queries.ts'
import { forget } from '../storage.ts'
import { DraftContent } from './DraftContent.tsx'
import { keepDraft } from './queries.ts'

/** Changes a draft. When somebody else did so meanwhile, both versions are there to choose from. */
export function DraftChange(props: { draft: Draft; onDone: () => void }) {
  const ui = useWords()
  const channel = useChannel()
  const me = useMe()
  // Taken now: when one leaves, what one was at may be gone.
  const place = { handle: props.draft.handle, draftId: props.draft.id }
  const [begun, setBegun] = createSignal(props.draft)
  const [theirs, setTheirs] = createSignal<Draft>()
  const name = (draft: Draft) => draftName(me.data!.id, channel().id, `${draft.id}.${draft.revision}`)
  const takeTheirs = (draft: Draft) => {
    forget(name(begun()))
    setTheirs(undefined)
    setBegun(draft)
  }
  return (
    <li class="flex flex-col gap-4">
      <AlsoEditing beat={(gone) => api.drafts.editing.mutate({ ...place, gone })} />
      <Show when={begun()} keyed>
        {(draft) => (
          <PostEditor
            title={ui.t.drafts.editTitle}
            channel={channel()}
            name={name(draft)}
            initial={draftOf(draft)}
            chooseSilent
            action={ui.t.drafts.save}
            onCancel={props.onDone}
            submit={async (content, silent) => {
              const { handle, id } = draft
              const { revision } = theirs() ?? draft
              try {
                keepDraft(await api.drafts.edit.mutate({ handle, draftId: id, revision, content, silent }))
              } catch (error) {
                if (asFailure(error).code === 'drafts.changed') setTheirs(await findDraft(handle, id))
                throw error
              }
              notify(ui.t.drafts.kept)
              props.onDone()
            }}
          />
        )}
      </Show>
      <Show when={theirs()}>
        {(draft) => (
          <section class="card flex flex-col gap-4 border-accent p-4 sm:p-6">
            <div role="status">
              <h3 class="font-serif text-lg font-semibold">{ui.t.drafts.changedTitle}</h3>
              <p class="text-sm text-muted">{ui.t.drafts.changedHint}</p>
            </div>
            <DraftContent content={draft().content} />
            <Button class="self-end" onClick={() => takeTheirs(draft())}>
              {ui.t.drafts.takeTheirs}
            </Button>
          </section>
        )}
      </Show>
    </li>
  )
}

/** As it stands now: what was changed last is listed first. */
async function findDraft(handle: string, draftId: string): Promise<Draft | undefined> {
  for (let cursor: string | undefined; ;) {
    const page = await api.drafts.list.query({ handle, cursor, limit: 50 })
    const found = page.items.find(({ id }) => id === draftId)
    if (found || !page.nextCursor) return found
    cursor = page.nextCursor
  }
}
