import type { InstanceOverview } from '@carillon/contract'
import { useWords } from '../interface.ts'
import { OperatorsOnly } from '../operator/OperatorsOnly.tsx'
import { Fact } from '../parts/Fact.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { Section } from '../parts/Section.tsx'
import { About } from './About.tsx'
import { CountedView } from './CountedView.tsx'
import { createLiveAnalytics } from './live.ts'
import { LiveSign } from './LiveSign.tsx'
import { useDaysBefore, useInstanceOverview } from './queries.ts'
import { RankingSection } from './RankingSection.tsx'
import { CountedSkeleton } from './Skeleton.tsx'
import { SpanPicker, useSpan } from './SpanPicker.tsx'

export function InstanceAnalyticsPage() {
  return (
    <OperatorsOnly>
      <InstanceAnalytics />
    </OperatorsOnly>
  )
}

/** How all channels together do, and which do most. */
function InstanceAnalytics() {
  const ui = useWords()
  const chosen = useSpan()
  const live = createLiveAnalytics(() => undefined)
  const overview = useInstanceOverview(() => chosen().span)
  const before = useDaysBefore(
    () => undefined,
    () => chosen().span,
  )
  return (
    <Page
      wide
      title={ui.t.analytics.instanceTitle}
      lead={ui.t.analytics.instanceLead}
      actions={<LiveSign live={live()} />}
    >
      <SpanPicker chosen={chosen()} />
      <Loaded query={overview} skeleton={<CountedSkeleton />}>
        {(data) => (
          <CountedView
            counted={data()}
            before={before.data?.span.from === data().span.from ? before.data?.days : undefined}
          >
            <RankingSection span={chosen().span} />
            <Load overview={data()} />
          </CountedView>
        )}
      </Loaded>
      <About />
    </Page>
  )
}

function Load(props: { overview: InstanceOverview }) {
  const ui = useWords()
  return (
    <Section title={ui.t.analytics.load}>
      <dl class="flex flex-col gap-3 tabular-nums">
        <Fact term={ui.t.analytics.channels}>{ui.format.number(props.overview.channels)}</Fact>
        <Fact term={ui.t.analytics.database}>{ui.format.size(props.overview.disk.database)}</Fact>
        <Fact term={ui.t.analytics.media}>{ui.format.size(props.overview.disk.media)}</Fact>
        <Fact term={ui.t.analytics.connections}>{ui.format.number(props.overview.live)}</Fact>
      </dl>
    </Section>
  )
}
