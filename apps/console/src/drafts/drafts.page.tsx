import type { Draft } from '@carillon/contract'
import { Button, EmptyState } from '@carillon/ui'
import { A } from '@solidjs/router'
import FilePen from 'lucide-solid/icons/file-pen'
import { createSignal, For, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { DraftChange } from './DraftChange.tsx'
import { DraftItem } from './DraftItem.tsx'
import { useDrafts } from './queries.ts'

export function DraftsPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayRead = () => isAtLeast(channel().role, 'editor')
  return (
    <Page
      wide
      title={ui.t.drafts.title}
      windowTitle={`${ui.t.drafts.title} · ${channel().name}`}
      lead={ui.t.drafts.lead}
    >
      <Show
        when={mayRead()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Drafts />
      </Show>
    </Page>
  )
}

function Drafts() {
  const ui = useWords()
  const channel = useChannel()
  const drafts = useDrafts(() => channel().handle)
  const [editing, setEditing] = createSignal<Draft>()
  /** What is being edited stays, also when somebody else published or discarded it. */
  const shown = (all: Draft[]) => {
    const open = editing()
    return open && !all.some(({ id }) => id === open.id) ? [open, ...all] : all
  }
  return (
    <>
      <Loaded query={drafts}>
        {(data) => (
          <ul class="flex flex-col gap-4">
            <For each={shown(data().pages.flatMap((page) => page.items))} fallback={<Empty />}>
              {(draft) => (
                <Show
                  when={editing()?.id === draft.id}
                  fallback={<DraftItem draft={draft} onEdit={() => setEditing({ ...draft })} />}
                >
                  <DraftChange draft={draft} onDone={() => setEditing(undefined)} />
                </Show>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Show when={drafts.hasNextPage}>
        <Button class="self-center" busy={drafts.isFetchingNextPage} onClick={() => void drafts.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
    </>
  )
}

function Empty() {
  const ui = useWords()
  const channel = useChannel()
  return (
    <li>
      <EmptyState icon={<FilePen size="1em" />} title={ui.t.drafts.empty} hint={ui.t.drafts.emptyHint}>
        <Show when={isAtLeast(channel().role, 'admin') && !channel().archived}>
          <A href={`/c/${channel().handle}/feeds`} class="link">
            {ui.t.drafts.followFeed}
          </A>
        </Show>
      </EmptyState>
    </li>
  )
}
