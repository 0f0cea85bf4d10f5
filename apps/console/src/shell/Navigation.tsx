import { A, useLocation, useNavigate } from '@solidjs/router'
import ChartLine from 'lucide-solid/icons/chart-line'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Eye from 'lucide-solid/icons/eye'
import Import from 'lucide-solid/icons/import'
import Landmark from 'lucide-solid/icons/landmark'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import StickerIcon from 'lucide-solid/icons/sticker'
import { For, Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Menu } from '../parts/Menu.tsx'
import { useMe } from '../queries.ts'
import { useAlarmCount } from '../upkeep/queries.ts'
import { useDecisions, useDraftCount, usePlaces, type Place } from './places.ts'

const sideLink = 'flex min-h-11 items-center gap-3 rounded-md px-3 py-2 leading-tight hover:bg-sunken'
const here = 'bg-accent-soft text-accent font-semibold'

/** Beside the page, on a screen with room for it. */
export function SideNavigation(props: { handle: string | undefined }) {
  const ui = useWords()
  const me = useMe()
  const places = usePlaces(() => props.handle)
  return (
    <nav aria-label={ui.t.shell.navigation} class="hidden flex-1 flex-col gap-1 overflow-y-auto md:flex">
      <Show when={props.handle}>
        {(handle) => (
          <For each={places()}>
            {(place) => (
              <A href={`/c/${handle()}${place.path}`} end={place.path === ''} class={sideLink} activeClass={here}>
                <place.icon size="1.25em" aria-hidden="true" class="shrink-0" />
                <span class="flex-1">{ui.t.shell[place.word]}</span>
                <Show when={place.word === 'drafts'}>
                  <DraftCount handle={handle()} />
                </Show>
              </A>
            )}
          </For>
        )}
      </Show>
      <Show when={me.data?.operator}>
        <div class="flex flex-col gap-1" classList={{ 'mt-4 border-t border-line pt-4': props.handle !== undefined }}>
          <A href="/instance" end class={sideLink} activeClass={here}>
            <Landmark size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.shell.instance}
          </A>
          <A href="/instance/analytics" end class={sideLink} activeClass={here}>
            <ChartLine size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.analytics.instanceTitle}
          </A>
          <A href="/instance/upkeep" end class={sideLink} activeClass={here}>
            <ShieldCheck size="1.25em" aria-hidden="true" class="shrink-0" />
            <span class="flex-1">{ui.t.upkeep.title}</span>
            <AlarmCount />
          </A>
          <A href="/stickers" end class={sideLink} activeClass={here}>
            <StickerIcon size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.stickers.sharedTitle}
          </A>
          <A href="/import" end class={sideLink} activeClass={here}>
            <Import size="1.25em" aria-hidden="true" class="shrink-0" />
            {ui.t.shell.import}
          </A>
        </div>
      </Show>
    </nav>
  )
}

/** What waits for a decision of one's own goes before all else that waits. */
function DraftCount(props: { handle: string }) {
  const ui = useWords()
  const drafts = useDraftCount(() => props.handle)
  const decisions = useDecisions(() => props.handle)
  return (
    <Show when={decisions()} fallback={<Show when={drafts()}>{(count) => <Count of={count()} />}</Show>}>
      {(count) => (
        <span title={ui.t.review.waitingCount(count())} class="inline-flex items-center gap-1 text-accent">
          <Eye size="1.1em" aria-hidden="true" class="hidden md:block" />
          <Count of={`${count()}`} />
          <span class="sr-only">{ui.t.review.waitingCount(count())}</span>
        </span>
      )}
    </Show>
  )
}

/** What needs an operator is told wherever they are. */
export function AlarmCount() {
  const ui = useWords()
  const alarms = useAlarmCount()
  return (
    <Show when={alarms()}>
      {(count) => (
        <span
          title={ui.t.upkeep.needs(count())}
          class="min-w-6 rounded-full bg-danger px-1.5 text-center text-xs leading-5 text-on-danger"
        >
          <span aria-hidden="true">{ui.format.number(count())}</span>
          <span class="sr-only">{ui.t.upkeep.needs(count())}</span>
        </span>
      )}
    </Show>
  )
}

function Count(props: { of: string }) {
  return (
    <span class="min-w-6 rounded-full bg-accent px-1.5 text-center text-xs leading-5 whitespace-nowrap text-on-accent">
      {props.of}
    </span>
  )
}

/** More than this are too narrow for their names on a phone; the last is a menu of the others then. */
const TABS = 5
const tab = 'flex min-h-14 min-w-0 flex-auto flex-col items-center justify-center gap-1 px-1 text-[0.75rem] text-muted'

/** At the thumb's reach on a phone. */
export function ChannelTabs(props: { handle: string }) {
  const ui = useWords()
  const navigate = useNavigate()
  const location = useLocation()
  const places = usePlaces(() => props.handle)
  const split = () => (places().length > TABS ? TABS - 1 : TABS)
  const href = (place: Place) => `/c/${props.handle}${place.path}`
  const others = () => places().slice(split())
  const isElsewhere = () => others().some((place) => `${location.pathname}/`.includes(`${href(place)}/`))
  return (
    <nav
      aria-label={ui.t.shell.channelNavigation}
      class="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <For each={places().slice(0, split())}>
        {(place) => (
          <A href={href(place)} end={place.path === ''} class={tab} activeClass="text-accent!">
            <span class="relative">
              <place.icon size="1.4em" aria-hidden="true" />
              <Show when={place.word === 'drafts'}>
                <span class="absolute start-full -ms-1.5 -top-2">
                  <DraftCount handle={props.handle} />
                </span>
              </Show>
            </span>
            <span class="max-w-full truncate">{ui.t.shell[place.word]}</span>
          </A>
        )}
      </For>
      <Show when={others().length > 0}>
        <Menu
          label={ui.t.shell.more}
          class={`${tab} ${isElsewhere() ? 'text-accent!' : ''}`}
          items={others().map((place) => ({
            label: ui.t.shell[place.word],
            icon: <place.icon size="1em" />,
            run: () => navigate(href(place)),
          }))}
        >
          <Ellipsis size="1.4em" aria-hidden="true" />
          <span class="max-w-full truncate">{ui.t.shell.more}</span>
        </Menu>
      </Show>
    </nav>
  )
}
