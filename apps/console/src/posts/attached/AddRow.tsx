import ChartBar from 'lucide-solid/icons/chart-bar-big'
import FileText from 'lucide-solid/icons/file-text'
import Images from 'lucide-solid/icons/images'
import Mic from 'lucide-solid/icons/mic'
import StickerIcon from 'lucide-solid/icons/sticker'
import type { LucideProps } from 'lucide-solid'
import { For, type Component } from 'solid-js'
import { useWords, type Words } from '../../interface.ts'
import { emptyPoll } from '../../polls/draft.ts'
import type { Attaching } from './attaching.ts'

type Way = {
  word: keyof Words['attached']['ways']
  icon: Component<LucideProps>
  /** Whether it goes with what is attached. */
  fits: (attaching: Attaching) => boolean
} & ({ files: string; as?: 'document' } | { open: (attaching: Attaching) => void })

const isFree = ({ attached, asking }: Attaching) => attached() === null && !asking()

const WAYS: Way[] = [
  {
    word: 'shown',
    icon: Images,
    files: 'image/*,video/*',
    fits: ({ room, asking }) => room() > 0 && !asking(),
  },
  { word: 'voice', icon: Mic, open: ({ ask }) => ask('voice'), fits: isFree },
  { word: 'document', icon: FileText, files: '', as: 'document', fits: isFree },
  { word: 'poll', icon: ChartBar, open: ({ attach }) => attach({ kind: 'poll', poll: emptyPoll() }), fits: isFree },
  { word: 'sticker', icon: StickerIcon, open: ({ ask }) => ask('sticker'), fits: isFree },
]

/** What a post can show beside its words. */
export function AddRow(props: { attaching: Attaching }) {
  const ui = useWords()
  return (
    <div role="group" aria-label={ui.t.attached.add} class="-mx-1 flex flex-wrap items-center gap-1">
      <For each={WAYS.filter(({ fits }) => fits(props.attaching))}>
        {(way) => (
          <Add
            way={way}
            name={ui.t.attached.ways[way.word]}
            hint={ui.t.attached.wayHints[way.word]}
            attaching={props.attaching}
          />
        )}
      </For>
    </div>
  )
}

function Add(props: { way: Way; name: string; hint: string; attaching: Attaching }) {
  let picker: HTMLInputElement | undefined
  const press = () => ('files' in props.way ? picker!.click() : props.way.open(props.attaching))
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = ''
    props.attaching.add(files, 'as' in props.way ? props.way.as : undefined)
  }
  return (
    <>
      {'files' in props.way && (
        <input
          ref={(input) => (picker = input)}
          type="file"
          multiple={props.way.word === 'shown'}
          accept={props.way.files}
          class="hidden"
          aria-label={props.hint}
          onChange={(event) => choose(event.currentTarget)}
        />
      )}
      <button
        type="button"
        title={props.hint}
        class="inline-flex min-h-11 items-center gap-2 rounded-md px-2.5 text-sm font-semibold text-accent hover:bg-sunken"
        onClick={press}
      >
        <props.way.icon size="1.25em" aria-hidden="true" class="shrink-0" />
        {props.name}
      </button>
    </>
  )
}
