import { plainText } from '@carillon/contract/markup'
import { captionOf } from '@carillon/contract/reading'
import ChartColumn from 'lucide-solid/icons/chart-column'
import File from 'lucide-solid/icons/file'
import Image from 'lucide-solid/icons/image'
import Images from 'lucide-solid/icons/images'
import Mic from 'lucide-solid/icons/mic'
import Repeat from 'lucide-solid/icons/repeat'
import Sticker from 'lucide-solid/icons/sticker'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import Eye from 'lucide-solid/icons/eye'
import Video from 'lucide-solid/icons/video'
import type { LucideProps } from 'lucide-solid'
import type { ReadContent } from '@carillon/contract'
import { Show, type Component } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useWords, type Words } from '../interface.ts'
import type { Outing } from './calendar.ts'

const ICONS: Partial<Record<ReadContent['kind'], Component<LucideProps>>> = {
  photo: Image,
  video: Video,
  album: Images,
  sticker: Sticker,
  poll: ChartColumn,
  voice: Mic,
  document: File,
}

/** What tells one post from another at a glance. */
export function firstWords(content: ReadContent, words: Words): string {
  if (content.kind === 'poll') return content.poll.question
  if (content.kind === 'sticker') return content.sticker.emoji.join(' ')
  const text = plainText(captionOf(content)).trim()
  return text || (content.kind in words.calendar.kinds ? words.calendar.kinds[kindOf(content)] : '…')
}

const kindOf = ({ kind }: ReadContent) => kind as keyof Words['calendar']['kinds']

/** Its hour, what kind it is, its first words, and whatever keeps it from going out. */
export function OutingLine(props: { outing: Outing }) {
  const ui = useWords()
  const { draft } = props.outing
  const late = () => draft.schedule?.fault != null || props.outing.at < ui.now()
  return (
    <>
      <time class="shrink-0 tabular-nums" dateTime={new Date(props.outing.at).toISOString()}>
        {ui.format.hour(props.outing.at)}
      </time>
      <Mark when={draft.review === 'submitted'} icon={Eye} label={ui.t.calendar.wish} class="text-accent" />
      <Mark when={late()} icon={TriangleAlert} label={ui.t.calendar.late} class="text-danger" />
      <Mark when={draft.schedule?.repeat} icon={Repeat} label={ui.t.schedule.repeat} class="text-muted" />
      <Show when={ICONS[draft.content.kind]}>
        {(icon) => <Mark when icon={icon()} label={ui.t.calendar.kinds[kindOf(draft.content)]} class="text-muted" />}
      </Show>
      <bdi class="min-w-0 truncate">{firstWords(draft.content, ui.t)}</bdi>
    </>
  )
}

function Mark(props: { when: unknown; icon: Component<LucideProps>; label: string; class: string }) {
  return (
    <Show when={props.when}>
      <span class={`shrink-0 ${props.class}`} title={props.label}>
        <Dynamic component={props.icon} size="1em" aria-hidden="true" />
        <span class="sr-only">{props.label}</span>
      </span>
    </Show>
  )
}
