import ChartBar from 'lucide-solid/icons/chart-bar-big'
import Images from 'lucide-solid/icons/images'
import StickerIcon from 'lucide-solid/icons/sticker'
import type { LucideProps } from 'lucide-solid'
import { For, type Component } from 'solid-js'
import { useWords, type Words } from '../../interface.ts'
import { emptyPoll } from '../../polls/draft.ts'
import { pictureTypes } from '../../upload.ts'
import type { Attaching } from './attaching.ts'

type Way = {
  word: keyof Words['attached']['ways']
  icon: Component<LucideProps>
  /** Whether it goes with what is attached. */
  fits: (attaching: Attaching) => boolean
} & ({ files: string } | { open: (attaching: Attaching) => void })

const WAYS: Way[] = [
  { word: 'shown', icon: Images, files: pictureTypes, fits: ({ room }) => room() > 0 },
  {
    word: 'poll',
    icon: ChartBar,
    fits: ({ attached }) => attached() === null,
    open: ({ attach }) => attach({ kind: 'poll', poll: emptyPoll() }),
  },
  {
    word: 'sticker',
    icon: StickerIcon,
    open: ({ setPicking }) => setPicking(true),
    fits: ({ attached, picking }) => attached() === null && !picking(),
  },
]

/** What a post can show beside its words. */
export function AddRow(props: { attaching: Attaching }) {
  const ui = useWords()
  return (
    <div role="group" aria-label={ui.t.attached.add} class="-mx-1 flex flex-wrap items-center gap-1">
      <For each={WAYS}>
        {(way) => (
          <Add
            way={way}
            name={ui.t.attached.ways[way.word]}
            hint={ui.t.attached.wayHints[way.word]}
            disabled={!way.fits(props.attaching)}
            attaching={props.attaching}
          />
        )}
      </For>
    </div>
  )
}

function Add(props: { way: Way; name: string; hint: string; disabled: boolean; attaching: Attaching }) {
  let picker: HTMLInputElement | undefined
  const press = () => ('files' in props.way ? picker!.click() : props.way.open(props.attaching))
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = ''
    props.attaching.add(files)
  }
  return (
    <>
      {'files' in props.way && (
        <input
          ref={(input) => (picker = input)}
          type="file"
          multiple
          accept={props.way.files}
          class="hidden"
          aria-label={props.hint}
          onChange={(event) => choose(event.currentTarget)}
        />
      )}
      <button
        type="button"
        disabled={props.disabled}
        title={props.hint}
        class="inline-flex min-h-11 items-center gap-2 rounded-md px-2.5 text-sm font-semibold text-accent hover:bg-sunken disabled:cursor-default disabled:text-muted disabled:opacity-60"
        onClick={press}
      >
        <props.way.icon size="1.25em" aria-hidden="true" class="shrink-0" />
        {props.name}
      </button>
    </>
  )
}
