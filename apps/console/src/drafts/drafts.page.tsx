import type { Draft } from '@carillon/contract'
import { Button, EmptyState } from '@carillon/ui'
import { A } from '@solidjs/router'
import FilePen from 'lucide-solid/icons/file-pen'
import { createSignal, Show } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { DraftList } from './DraftList.tsx'
import { useComing, useDrafts } from './queries.ts'

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
  const coming = useComing(() => channel().handle)
  const drafts = useDrafts(() => channel().handle)
  const [editing, setEditing] = createSignal<Draft>()
  const itemsOf = (list: typeof drafts) =>
    list.isSuccess ? list.data.pages.flatMap((page) => page.items) : ([] as Draft[])
  /** What is being edited stays, also when somebody else published or discarded it. */
  const lost = () => {
    const open = editing()
    return open && ![...itemsOf(coming), ...itemsOf(drafts)].some(({ id }) => id === open.id) ? [open] : []
  }
  const edit = (draft?: Draft) => setEditing(draft && { ...draft })
  return (
    <Loaded query={coming}>
      {() => (
        <Loaded query={drafts}>
          {() => (
            <>
              <Show when={lost().length > 0}>
                <DraftList items={lost()} editing={editing()} onEdit={edit} />
              </Show>
              <Show when={itemsOf(coming).length > 0}>
                <section class="flex w-full flex-col gap-4" aria-labelledby="coming">
                  <div>
                    <h2 id="coming" class="font-serif text-xl font-semibold">
                      {ui.t.schedule.coming}
                    </h2>
                    <p class="text-sm text-muted">
                      {ui.t.schedule.comingHint(Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' '))}
                    </p>
                  </div>
                  <DraftList days items={itemsOf(coming)} editing={editing()} onEdit={edit} />
                  <More of={coming} />
                </section>
                <Show when={itemsOf(drafts).length > 0}>
                  <h2 class="mt-4 font-serif text-xl font-semibold">{ui.t.schedule.waiting}</h2>
                </Show>
              </Show>
              <Show
                when={itemsOf(drafts).length > 0}
                fallback={
                  <Show when={itemsOf(coming).length === 0 && lost().length === 0}>
                    <Empty />
                  </Show>
                }
              >
                <DraftList items={itemsOf(drafts)} editing={editing()} onEdit={edit} />
                <More of={drafts} />
              </Show>
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

function More(props: { of: ReturnType<typeof useDrafts> }) {
  const ui = useWords()
  return (
    <Show when={props.of.hasNextPage}>
      <Button class="self-center" busy={props.of.isFetchingNextPage} onClick={() => void props.of.fetchNextPage()}>
        {ui.t.state.more}
      </Button>
    </Show>
  )
}

function Empty() {
  const ui = useWords()
  const channel = useChannel()
  return (
    <EmptyState icon={<FilePen size="1em" />} title={ui.t.drafts.empty} hint={ui.t.drafts.emptyHint}>
      <Show when={isAtLeast(channel().role, 'admin') && !channel().archived}>
        <A href={`/c/${channel().handle}/feeds`} class="link">
          {ui.t.drafts.followFeed}
        </A>
      </Show>
    </EmptyState>
  )
}
