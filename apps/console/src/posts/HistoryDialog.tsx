import type { Post, PostVersions } from '@carillon/contract'
import { useQuery } from '@tanstack/solid-query'
import { For, Show, type JSX } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { ReviewLines } from '../drafts/ReviewLines.tsx'
import { useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { differenceOf } from './difference.ts'

type Said = PostVersions['now']
type DialogProps = { post: Post; onClose: () => void; returnTo: () => HTMLElement | undefined }

/** What a post said before it was changed, and what was said of it before it was published. */
export default function HistoryDialog(props: DialogProps) {
  const ui = useWords()
  const channel = useChannel()
  const ref = () => ({ handle: channel().handle, postId: props.post.id })
  const query = useQuery(() => ({
    queryKey: ['history', props.post.id, props.post.editedAt],
    queryFn: async () => {
      const [versions, reviews] = await Promise.all([api.posts.versions.query(ref()), api.posts.reviews.query(ref())])
      return { versions, reviews: reviews.items }
    },
  }))
  return (
    <Dialog open onClose={props.onClose} title={ui.t.history.title} hint={ui.t.history.hint} returnTo={props.returnTo}>
      <Loaded query={query}>
        {(data) => (
          <div class="flex flex-col gap-6">
            <Show when={data().versions.items.length + data().reviews.length === 0}>
              <p class="text-muted">{ui.t.history.none}</p>
            </Show>
            <Changes versions={data().versions} />
            <Show when={data().reviews.length > 0}>
              <section class="flex flex-col gap-3">
                <h3 class="font-semibold">{ui.t.review.history}</h3>
                <ReviewLines items={data().reviews} />
              </section>
            </Show>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Changes(props: { versions: PostVersions }) {
  const ui = useWords()
  const items = () => props.versions.items
  /** What a version became: the next newer one. */
  const after = (at: number): Said => items()[at - 1] ?? props.versions.now
  const first = () => items().at(-1)
  return (
    <Show when={first()}>
      {(oldest) => (
        <ol class="flex flex-col gap-6">
          <For each={items()}>
            {(version, at) => (
              <li class="flex flex-col gap-2">
                <p class="text-sm text-muted">
                  <time dateTime={new Date(version.until).toISOString()}>
                    {version.by
                      ? ui.t.history.changedBy(version.by, ui.format.time(version.until))
                      : ui.t.history.changed(ui.format.time(version.until))}
                  </time>
                </p>
                <Comparison before={version} after={after(at())} />
              </li>
            )}
          </For>
          <li class="flex flex-col gap-2">
            <p class="text-sm text-muted">{items().length < 50 ? ui.t.history.first : ui.t.history.firstKept}</p>
            <Words>{[oldest().text, ...oldest().beside].filter(Boolean).join('\n\n')}</Words>
          </li>
        </ol>
      )}
    </Show>
  )
}

function Comparison(props: { before: Said; after: Said }) {
  const ui = useWords()
  const all = ({ text, beside }: Said) => [text, ...beside].filter(Boolean).join('\n\n')
  const pieces = () => differenceOf(all(props.before), all(props.after))
  const gone = () => {
    const lost = props.before.shown.filter((kind, at) => props.after.shown[at] !== kind)
    const names = lost.map((kind) => ui.t.history.kinds[kind as keyof typeof ui.t.history.kinds] ?? kind)
    return new Intl.ListFormat(ui.locale).format(new Set(names))
  }
  return (
    <>
      <Show
        when={pieces().some(({ is }) => is !== 'same')}
        fallback={<p class="rounded-md bg-sunken p-3 text-sm text-muted">{ui.t.history.same}</p>}
      >
        <Words>
          <For each={pieces()}>
            {(piece) => (
              <Show when={piece.is !== 'same'} fallback={piece.text}>
                <Show when={piece.is === 'added'} fallback={<del class="text-danger">{piece.text}</del>}>
                  <ins class="rounded-sm bg-accent-soft font-medium text-accent no-underline">{piece.text}</ins>
                </Show>
              </Show>
            )}
          </For>
        </Words>
      </Show>
      <Show when={gone()}>{(what) => <p class="text-sm text-muted">{ui.t.history.showed(what())}</p>}</Show>
    </>
  )
}

function Words(props: { children: JSX.Element }) {
  return (
    <p dir="auto" class="rounded-md border border-line p-3 text-sm wrap-anywhere whitespace-pre-wrap">
      {props.children}
    </p>
  )
}
