import type { PostAnalytics } from '@carillon/contract'
import { Skeleton } from '@carillon/ui'
import { useParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { useChannel } from '../channels/channel.ts'
import { Moment } from '../erasures/Moment.tsx'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { BackLink } from './BackLink.tsx'
import { Bar } from './Bar.tsx'
import { EmojiBars } from './CountedView.tsx'
import { Line, Tile } from './FigureTiles.tsx'
import { createLiveAnalytics } from './live.ts'
import { LiveSign } from './LiveSign.tsx'
import { PollSection } from './PollSection.tsx'
import { PostCurves } from './PostCurves.tsx'
import { postName } from './postName.ts'
import { usePostAnalytics } from './queries.ts'

/** Everything that is known of one post, also when it is gone. */
export function PostAnalyticsPage() {
  const ui = useWords()
  const channel = useChannel()
  const params = useParams<{ postId: string }>()
  const live = createLiveAnalytics(() => channel().handle)
  const found = usePostAnalytics(
    () => channel().handle,
    () => params.postId,
  )
  const title = () => (found.data ? postName(ui, found.data.post) : ui.t.analytics.post)
  return (
    <Page
      wide
      title={title()}
      windowTitle={`${ui.t.analytics.title} · ${channel().name}`}
      actions={<LiveSign live={live()} />}
    >
      <BackLink href={`/c/${channel().handle}/analytics/posts`}>{ui.t.analytics.allPosts}</BackLink>
      <Loaded query={found} skeleton={<Skeleton class="h-96 w-full rounded-lg!" />}>
        {(data) => <PostView handle={channel().handle} found={data()} />}
      </Loaded>
    </Page>
  )
}

function PostView(props: { handle: string; found: PostAnalytics }) {
  const ui = useWords()
  return (
    <>
      <p class="text-muted">
        {ui.t.analytics.kinds[props.found.post.kind]} · <Moment instant={props.found.post.publishedAt} />
        <Show when={props.found.post.excerpt === null}>
          <span class="block">{ui.t.analytics.gone}</span>
        </Show>
      </p>
      <Figures found={props.found} />
      <Show when={props.found.poll}>
        {(poll) => (
          <PollSection
            handle={props.handle}
            postId={props.found.post.postId}
            alive={props.found.post.excerpt !== null}
            poll={poll()}
            views={props.found.post.views}
          />
        )}
      </Show>
      <PostCurves found={props.found} />
      <div class="grid gap-6 lg:grid-cols-2">
        <Section title={ui.t.analytics.emoji} lead={ui.t.analytics.emojiLead}>
          <EmojiBars emoji={props.found.emoji} />
        </Section>
        <Links clicks={props.found.links} />
      </div>
    </>
  )
}

const FIGURES = ['views', 'reactions', 'votes', 'forwards', 'clicks', 'gained'] as const

function Figures(props: { found: PostAnalytics }) {
  const ui = useWords()
  const term = (figure: (typeof FIGURES)[number]) =>
    figure === 'gained' ? ui.t.analytics.figures.gainedByPost : ui.t.analytics.figures[figure]
  const shown = () => FIGURES.filter((figure) => figure !== 'votes' || props.found.poll !== null)
  return (
    <section aria-label={ui.t.analytics.atAGlance} class="flex flex-col gap-2">
      <dl class="grid grid-cols-2 gap-3 md:grid-cols-3">
        <For each={shown()}>
          {(figure) => (
            <Tile term={term(figure)} value={ui.format.number(props.found.post[figure])}>
              <Show when={props.found.median}>
                {(median) => <Line>{ui.t.analytics.median(ui.format.number(median()[figure]))}</Line>}
              </Show>
            </Tile>
          )}
        </For>
      </dl>
      <p class="text-xs text-pretty text-muted">
        {props.found.median ? ui.t.analytics.medianLead : ui.t.analytics.noMedian}
      </p>
    </section>
  )
}

function Links(props: { clicks: number[] }) {
  const ui = useWords()
  const most = () => Math.max(1, ...props.clicks)
  return (
    <Section title={ui.t.analytics.links} lead={ui.t.analytics.linksLead}>
      <Show when={props.clicks.length > 0} fallback={<p class="text-sm text-muted">{ui.t.analytics.noClicks}</p>}>
        <ul class="flex flex-col gap-2">
          <For each={props.clicks}>
            {(clicks, at) => (
              <Bar name={ui.t.analytics.link(at() + 1)} value={ui.format.number(clicks)} share={clicks / most()} />
            )}
          </For>
        </ul>
      </Show>
    </Section>
  )
}
