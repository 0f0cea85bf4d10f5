import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { About, WeeklySummary } from './About.tsx'
import { CountedView } from './CountedView.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { createLiveAnalytics } from './live.ts'
import { LiveSign } from './LiveSign.tsx'
import { PostRow } from './PostRow.tsx'
import { useDaysBefore, useOverview } from './queries.ts'
import { CountedSkeleton } from './Skeleton.tsx'
import { SpanPicker, useSpan } from './SpanPicker.tsx'
import type { Overview } from '@carillon/contract'

/** How a channel does. */
export function AnalyticsPage() {
  const ui = useWords()
  const channel = useChannel()
  const chosen = useSpan()
  const live = createLiveAnalytics(() => channel().handle)
  const overview = useOverview(
    () => channel().handle,
    () => chosen().span,
  )
  const before = useDaysBefore(
    () => channel().handle,
    () => chosen().span,
  )
  return (
    <Page
      wide
      title={ui.t.analytics.title}
      windowTitle={`${ui.t.analytics.title} · ${channel().name}`}
      lead={ui.t.analytics.lead(channel().name)}
      actions={
        <div class="flex items-center gap-4">
          <LiveSign live={live()} />
          <ExportMenu handle={channel().handle} span={chosen().span} />
        </div>
      }
    >
      <SpanPicker chosen={chosen()} />
      <Loaded query={overview} skeleton={<CountedSkeleton />}>
        {(data) => (
          <CountedView
            counted={data()}
            before={before.data?.span.from === data().span.from ? before.data?.days : undefined}
          >
            <TopPosts handle={channel().handle} posts={data().posts} />
          </CountedView>
        )}
      </Loaded>
      <WeeklySummary />
      <About />
    </Page>
  )
}

function TopPosts(props: { handle: string; posts: Overview['posts'] }) {
  const ui = useWords()
  return (
    <Section title={ui.t.analytics.top} lead={ui.t.analytics.topLead}>
      <Show when={props.posts.length > 0} fallback={<p class="text-sm text-muted">{ui.t.analytics.noPosts}</p>}>
        <ul class="divide-y divide-line">
          <For each={props.posts}>{(post) => <PostRow handle={props.handle} post={post} />}</For>
        </ul>
      </Show>
      <A href={`/c/${props.handle}/analytics/posts`} class="link inline-flex min-h-11 items-center self-start text-sm">
        {ui.t.analytics.allPosts}
      </A>
    </Section>
  )
}
