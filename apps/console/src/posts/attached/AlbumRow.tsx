import { LIMITS } from '@carillon/contract'
import { Alert, CharacterCount } from '@carillon/ui'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import X from 'lucide-solid/icons/x'
import { Show, type JSX } from 'solid-js'
import { useWords } from '../../interface.ts'
import { TextArea } from '../../parts/fields.tsx'
import type { ShownItem } from './attached.ts'
import type { Attaching } from './attaching.ts'
import { PosterButton } from './PosterButton.tsx'
import { JourneyView } from './JourneyView.tsx'
import { Thumbnail } from './Thumbnail.tsx'

type RowProps = {
  item: ShownItem
  at: number
  count: number
  attaching: Attaching
  lost: boolean
  error: (what: string) => string | undefined
  onMove: (to: number, button: HTMLElement) => void
}

/** One photo or video: its place, how far it is on its way, and what it shows in words. */
export function AlbumRow(props: RowProps) {
  const ui = useWords()
  const single = () => props.count === 1
  const name = () => ui.t.attached.item[props.item.kind](props.at + 1)
  const mayGo = (to: number) => to >= 0 && to < props.count
  const onKeyDown: JSX.EventHandler<HTMLButtonElement, KeyboardEvent> = (event) => {
    const to = props.at + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? NaN)
    if (!mayGo(to)) return
    event.preventDefault()
    props.onMove(to, event.currentTarget)
  }
  return (
    <li class="flex flex-col gap-2 rounded-md border border-line bg-surface p-3">
      <div class="flex gap-3">
        <Thumbnail item={props.item} />
        <div class="min-w-0 flex-1">
          <TextArea
            label={single() ? ui.t.attached.alt[props.item.kind] : ui.t.attached.altOf(name())}
            placeholder={ui.t.attached.altPlaceholder}
            rows="2"
            aside={
              <Show when={props.item.alt.length > LIMITS.altText * 0.8}>
                <CharacterCount text={props.item.alt} max={LIMITS.altText} />
              </Show>
            }
            value={props.item.alt}
            onValue={(alt) => props.attaching.change(props.item.id, { alt })}
            error={props.error('alt')}
          />
        </div>
      </div>
      <div class="flex items-center gap-1">
        <Show when={!single()}>
          <button
            type="button"
            data-drag
            class={`${smallClass} cursor-grab! touch-none`}
            aria-label={ui.t.attached.drag(name())}
            title={ui.t.attached.dragHint}
            onKeyDown={onKeyDown}
          >
            <GripVertical size="1.1em" aria-hidden="true" />
          </button>
          <Move to={props.at - 1} label={ui.t.attached.earlier(name())} {...props} icon={<ArrowUp size="1.1em" />} />
          <Move to={props.at + 1} label={ui.t.attached.later(name())} {...props} icon={<ArrowDown size="1.1em" />} />
        </Show>
        <Show when={filmOf(props.item)} keyed>
          {(item) => <PosterButton item={item} attaching={props.attaching} />}
        </Show>
        <button
          type="button"
          class={`${smallClass} ms-auto`}
          aria-label={ui.t.attached.remove(name())}
          title={ui.t.attached.remove(name())}
          onClick={() => props.attaching.remove(props.item.id)}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </div>
      <JourneyView item={props.item} attaching={props.attaching} lost={props.lost} />
      <Alert>{props.error('mediaId') ?? props.error('posterId')}</Alert>
    </li>
  )
}

const filmOf = (item: ShownItem) => (item.kind === 'video' && item.file ? item : undefined)

const smallClass =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink aria-disabled:opacity-40'

function Move(props: Pick<RowProps, 'count' | 'onMove'> & { to: number; label: string; icon: JSX.Element }) {
  const can = () => props.to >= 0 && props.to < props.count
  return (
    <button
      type="button"
      class={smallClass}
      aria-disabled={!can()}
      aria-label={props.label}
      title={props.label}
      onClick={(event) => can() && props.onMove(props.to, event.currentTarget)}
    >
      {props.icon}
    </button>
  )
}
