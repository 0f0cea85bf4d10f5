import type { Post, PostHit } from '@carillon/contract'
import { copyableText } from '@carillon/contract/markup'
import { captionOf } from '@carillon/contract/reading'
import { copyText, PostView } from '@carillon/ui'
import Forward from 'lucide-solid/icons/forward'
import History from 'lucide-solid/icons/rotate-ccw'
import Copy from 'lucide-solid/icons/copy'
import CircleStop from 'lucide-solid/icons/circle-stop'
import ClockAlert from 'lucide-solid/icons/clock-alert'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Link from 'lucide-solid/icons/link'
import Pencil from 'lucide-solid/icons/pencil'
import Pin from 'lucide-solid/icons/pin'
import PinOff from 'lucide-solid/icons/pin-off'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { PollTeam } from '../polls/PollTeam.tsx'
import { closePoll, pollIn, refreshPoll, usePollResults } from '../polls/queries.ts'
import { ForwardDialog } from './ForwardDialog.tsx'
import { useReactionCounts } from './reactions.ts'
import { dropPost, keepPost, refreshPosts } from './queries.ts'

/** Rarely opened, and it brings the comparison of texts with it. */
const HistoryDialog = lazy(() => import('./HistoryDialog.tsx'))

/** A live post in the console's list, with what may be done to it. */
export function PostItem(props: {
  post: Post
  /** How long after its time it went out, if it was scheduled and late. */
  lateMs: number | undefined
  mayChange: boolean
  /** Where an admin approves posts, an editor doesn't change what is published. */
  mayEdit: boolean
  mayForward: boolean
  /** What it said before is for its editors. */
  mayLook: boolean
  onEdit: () => void
  /** What a search found in it. */
  matches?: PostHit['matches'] | undefined
}) {
  const ui = useWords()
  const channel = useChannel()
  let menu: HTMLElement | undefined
  const [deleting, setDeleting] = createSignal(false)
  const [closing, setClosing] = createSignal(false)
  const poll = () => pollIn(props.post)
  const results = usePollResults(() => props.post)
  const reactions = useReactionCounts(
    () => props.post,
    () => channel().reactions?.length !== 0,
  )
  /** Once somebody has voted, a poll stays as it is. */
  const isFixed = () => (results.data?.voters ?? 0) > 0
  const close = async () => {
    await closePoll(props.post)
    void refreshPosts(channel().handle)
    notify(ui.t.polls.closed)
  }
  const [forwarding, setForwarding] = createSignal(false)
  const [looking, setLooking] = createSignal(false)
  const ref = () => ({ handle: channel().handle, postId: props.post.id })
  const pin = createAction(async () => {
    const post = await api.posts.pin.mutate({ ...ref(), pinned: !props.post.pinned })
    keepPost(post)
    notify(post.pinned ? ui.t.posts.pinned : ui.t.posts.unpinned)
  }, notifyFailure)
  const remove = async () => {
    await api.posts.delete.mutate(ref())
    dropPost(props.post)
    notify(ui.t.posts.deleted)
  }
  const path = () => `/c/${channel().handle}/${props.post.id}`
  const text = () => copyableText(captionOf(props.post.content))
  const copy = async (what: string, done: string) => notify((await copyText(what)) ? done : ui.t.post.copyFailed)
  const items = (): MenuItem[] => [
    {
      label: ui.t.post.copyLink,
      icon: <Link size="1em" />,
      run: () => void copy(location.origin + path(), ui.t.post.linkCopied),
    },
    ...(text()
      ? [{ label: ui.t.post.copyText, icon: <Copy size="1em" />, run: () => void copy(text(), ui.t.post.textCopied) }]
      : []),
    ...(props.mayForward
      ? [{ label: ui.t.history.forward, icon: <Forward size="1em" />, run: () => setForwarding(true) }]
      : []),
    ...(props.mayLook ? [{ label: ui.t.history.open, icon: <History size="1em" />, run: () => setLooking(true) }] : []),
    ...(props.mayChange ? changes() : []),
  ]
  const changes = (): MenuItem[] => [
    ...(props.post.content.kind === 'opaque' || props.post.forwardedFrom || isFixed() || !props.mayEdit
      ? []
      : [{ label: ui.t.posts.edit, icon: <Pencil size="1em" />, run: props.onEdit }]),
    ...(poll() && results.data && results.data.voting !== 'closed'
      ? [{ label: ui.t.polls.close, icon: <CircleStop size="1em" />, run: () => setClosing(true) }]
      : []),
    props.post.pinned
      ? { label: ui.t.posts.unpin, icon: <PinOff size="1em" />, run: () => void pin.act() }
      : { label: ui.t.posts.pin, icon: <Pin size="1em" />, run: () => void pin.act() },
    { label: ui.t.posts.delete, icon: <Trash size="1em" />, run: () => setDeleting(true), danger: true },
  ]
  return (
    <div class="card p-4 sm:p-6">
      <Show when={props.lateMs}>
        {(late) => (
          <p class="mb-3 flex items-center gap-2 text-sm text-muted">
            <ClockAlert size="1.1em" aria-hidden="true" class="shrink-0" />
            {ui.t.schedule.late(ui.format.time(props.post.publishedAt - late()))}
          </p>
        )}
      </Show>
      <PostView
        post={props.post}
        matches={props.matches}
        expiry="always"
        poll={
          poll() && {
            results: results.data ?? undefined,
            failure: results.isError && !results.data ? ui.t.poll.failed : undefined,
            reload: () => void refreshPoll(props.post.id),
          }
        }
        reactions={reactions.data?.length ? { counts: reactions.data } : undefined}
        originHref={({ handle, postId }) => `/c/${handle}/${postId}`}
        actions={
          <Menu
            ref={(trigger) => (menu = trigger)}
            label={ui.t.post.actionsFor(ui.format.time(props.post.publishedAt))}
            class="-my-2 -me-2 inline-flex size-11 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            items={items()}
          >
            <Ellipsis size="1.25em" aria-hidden="true" />
          </Menu>
        }
      />
      <Show when={poll()}>{(held) => <PollTeam post={props.post} poll={held()} busy={results.isFetching} />}</Show>
      <ConfirmDialog
        open={closing()}
        onClose={() => setClosing(false)}
        title={ui.t.polls.closeTitle}
        hint={ui.t.polls.closeHint}
        action={ui.t.polls.close}
        look="primary"
        run={close}
        returnTo={() => menu}
      />
      <Show when={forwarding()}>
        <ForwardDialog post={props.post} onClose={() => setForwarding(false)} returnTo={() => menu} />
      </Show>
      <Show when={looking()}>
        <Suspense>
          <HistoryDialog post={props.post} onClose={() => setLooking(false)} returnTo={() => menu} />
        </Suspense>
      </Show>
      <ConfirmDialog
        open={deleting()}
        onClose={() => setDeleting(false)}
        title={ui.t.posts.deleteTitle}
        hint={ui.t.posts.deleteHint}
        action={ui.t.posts.delete}
        run={remove}
        returnTo={() => menu}
      />
    </div>
  )
}
