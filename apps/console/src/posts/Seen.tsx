import Monitor from 'lucide-solid/icons/monitor'
import Smartphone from 'lucide-solid/icons/smartphone'
import { createEffect, createSignal, onCleanup, onMount, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'
import { recall, remember } from '../storage.ts'

type On = 'phone' | 'desk'

/** As wide as a post and the ground around it are there, pixels. */
const WIDTHS = { phone: 390, desk: 656 }
const CLASSES = { phone: 'w-[390px] px-4', desk: 'w-[656px] px-6' }

/** What followers see, as wide as they see it on a phone or on a desk; smaller as a whole where there is less room. */
export function Seen(props: { title: string; children: JSX.Element }) {
  const ui = useWords()
  const [on, setOn] = createSignal<On>(recall('seen-on') === 'desk' ? 'desk' : 'phone')
  const [room, setRoom] = createSignal(0)
  let outer!: HTMLDivElement
  let frame!: HTMLDivElement
  onMount(() => {
    const watch = new ResizeObserver(() => setRoom(outer.clientWidth))
    watch.observe(outer)
    onCleanup(() => watch.disconnect())
  })
  createEffect(() => {
    const scale = room() > 0 ? Math.min(1, (room() - 1) / WIDTHS[on()]) : 1
    frame.style.setProperty('zoom', `${scale}`)
  })
  const choose = (wanted: On) => {
    remember('seen-on', wanted)
    setOn(wanted)
  }
  return (
    <section aria-label={props.title} class="flex flex-col gap-3">
      <div class="flex items-center gap-3">
        <p class="flex-1 text-sm font-semibold">{props.title}</p>
        <div role="group" aria-label={ui.t.attached.seen.label} class="inline-flex rounded-md border border-edge p-0.5">
          <Choice name={ui.t.attached.seen.phone} chosen={on() === 'phone'} onChoose={() => choose('phone')}>
            <Smartphone size="1.1em" aria-hidden="true" />
          </Choice>
          <Choice name={ui.t.attached.seen.desk} chosen={on() === 'desk'} onChoose={() => choose('desk')}>
            <Monitor size="1.1em" aria-hidden="true" />
          </Choice>
        </div>
      </div>
      <div ref={outer} class="overflow-hidden">
        <div ref={frame} class={`mx-auto rounded-lg border border-line bg-paper py-5 ${CLASSES[on()]}`}>
          {props.children}
        </div>
      </div>
    </section>
  )
}

function Choice(props: { name: string; chosen: boolean; onChoose: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      aria-label={props.name}
      title={props.name}
      class="flex h-8 w-10 items-center justify-center rounded-sm text-muted aria-pressed:bg-accent-soft aria-pressed:text-accent"
      onClick={() => props.onChoose()}
    >
      {props.children}
    </button>
  )
}
