import { Button, EmptyState, Skeleton } from '@carillon/ui'
import ChartLine from 'lucide-solid/icons/chart-line'
import { For, Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { BackLink } from './BackLink.tsx'
import { createLiveAnalytics } from './live.ts'
import { LiveSign } from './LiveSign.tsx'
import { PostRow } from './PostRow.tsx'
import { usePostFigures } from './queries.ts'

/** All posts of a channel in numbers, the newest first. */
export function PostNumbersPage() {
  const ui = useWords()
  const channel = useChannel()
  const live = createLiveAnalytics(() => channel().handle)
  const posts = usePostFigures(() => channel().handle)
  return (
    <Page
      title={ui.t.analytics.postsTitle}
      windowTitle={`${ui.t.analytics.postsTitle} · ${channel().name}`}
      lead={ui.t.analytics.postsLead}
      actions={<LiveSign live={live()} />}
    >
      <BackLink href={`/c/${channel().handle}/analytics`}>{ui.t.analytics.back}</BackLink>
      <div class="card p-4 sm:p-6">
        <Loaded query={posts} skeleton={<RowsSkeleton />}>
          {(data) => (
            <Show
              when={data().pages[0]?.items.length}
              fallback={
                <EmptyState
                  icon={<ChartLine size="1em" stroke-width="1.5" />}
                  title={ui.t.analytics.postsEmpty}
                  hint={ui.t.analytics.postsEmptyHint}
                />
              }
            >
              <ul class="divide-y divide-line">
                <For each={data().pages.flatMap(({ items }) => items)}>
                  {(post) => <PostRow handle={channel().handle} post={post} />}
                </For>
              </ul>
            </Show>
          )}
        </Loaded>
      </div>
      <Show when={posts.hasNextPage}>
        <Button class="self-center" busy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
          {ui.t.state.more}
        </Button>
      </Show>
    </Page>
  )
}

function RowsSkeleton() {
  return (
    <div aria-hidden="true" class="flex flex-col gap-6">
      <For each={[1, 2, 3, 4]}>{() => <Skeleton class="h-16 w-full" />}</For>
    </div>
  )
}
