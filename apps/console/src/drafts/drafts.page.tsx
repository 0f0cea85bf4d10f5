import type { Draft } from '@carillon/contract'
import { Button, EmptyState } from '@carillon/ui'
import { A, useSearchParams } from '@solidjs/router'
import FilePen from 'lucide-solid/icons/file-pen'
import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { DraftList } from './DraftList.tsx'
import { useComing, useDrafts, useInReview } from './queries.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

/** Weeks and time zones are much to load for those who look at the list. */
const Month = lazy(() => import('./Month.tsx'))

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
      actions={mayRead() ? <ViewSwitch /> : undefined}
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

type Drafts = ReturnType<typeof useDrafts>

const itemsOf = (list: Drafts) => (list.isSuccess ? list.data.pages.flatMap((page) => page.items) : ([] as Draft[]))
/** What an admin has to look at stands on top, and nowhere else. */
const decided = (list: Drafts) => itemsOf(list).filter(({ review }) => review !== 'submitted')

function Drafts() {
  const channel = useChannel()
  const [params] = useSearchParams<{ view?: string }>()
  const lists = {
    review: useInReview(() => channel().handle),
    coming: useComing(() => channel().handle),
    drafts: useDrafts(() => channel().handle),
  }
  const [editing, setEditing] = createSignal<Draft>()
  const edit = (draft?: Draft) => setEditing(draft && { ...draft })
  return (
    <Loaded query={lists.review}>
      {() => (
        <Loaded query={lists.coming}>
          {() => (
            <Loaded query={lists.drafts}>
              {() => (
                <Show when={params.view === 'month'} fallback={<Lists {...lists} editing={editing()} onEdit={edit} />}>
                  <Suspense>
                    <Month editing={editing()} onEdit={edit} />
                  </Suspense>
                </Show>
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type ListsProps = {
  review: Drafts
  coming: Drafts
  drafts: Drafts
  editing: Draft | undefined
  onEdit: (draft?: Draft) => void
}

function Lists(props: ListsProps) {
  const ui = useWords()
  const review = () => itemsOf(props.review)
  const coming = () => decided(props.coming)
  const drafts = () => decided(props.drafts)
  const all = () => [...review(), ...coming(), ...drafts()]
  /** What is being edited stays, also when somebody else published or discarded it. */
  const lost = () => {
    const open = props.editing
    return open && !all().some(({ id }) => id === open.id) ? [open] : []
  }
  const isEmpty = () => all().length === 0 && lost().length === 0
  const list = (items: Draft[], days = false) => (
    <DraftList days={days} items={items} editing={props.editing} onEdit={props.onEdit} />
  )
  return (
    <>
      <Show when={lost().length > 0}>{list(lost())}</Show>
      <Part id="review" title={ui.t.review.waiting} items={review()} of={props.review}>
        {list(review())}
      </Part>
      <Part
        id="coming"
        title={ui.t.schedule.coming}
        hint={ui.t.schedule.comingHint(Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' '))}
        items={coming()}
        of={props.coming}
      >
        {list(coming(), true)}
      </Part>
      <Part
        id="waiting"
        title={coming().length + review().length > 0 ? ui.t.schedule.waiting : undefined}
        items={drafts()}
        of={props.drafts}
      >
        {list(drafts())}
      </Part>
      <Show when={isEmpty()}>
        <Empty />
      </Show>
    </>
  )
}

type PartProps = {
  id: string
  title: string | undefined
  hint?: string
  items: Draft[]
  of: Drafts
  children: JSX.Element
}

function Part(props: PartProps) {
  const ui = useWords()
  return (
    <Show when={props.items.length > 0 || props.of.hasNextPage}>
      <section class="flex w-full flex-col gap-4" aria-labelledby={props.title && props.id}>
        <Show when={props.title}>
          <div>
            <h2 id={props.id} class="font-serif text-xl font-semibold">
              {props.title}
            </h2>
            <Show when={props.hint}>
              <p class="text-sm text-muted">{props.hint}</p>
            </Show>
          </div>
        </Show>
        {props.children}
        <Show when={props.of.hasNextPage}>
          <Button class="self-center" busy={props.of.isFetchingNextPage} onClick={() => void props.of.fetchNextPage()}>
            {ui.t.state.more}
          </Button>
        </Show>
      </section>
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
