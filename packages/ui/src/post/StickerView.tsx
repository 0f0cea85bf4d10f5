import type { Sticker } from '@carillon/contract'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { useMessages } from '../interface.tsx'

const SIDE = 512
const look = 'block size-48 max-w-full object-contain'

/** A sticker as large as it is meant to be seen. Its emoji say what it shows, by the names that screen readers have. */
export function StickerView(props: { sticker: Sticker }) {
  const ui = useMessages()
  const [playing, setPlaying] = createSignal(true)
  onMount(() => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)')
    const heed = () => setPlaying(!calm.matches)
    heed()
    calm.addEventListener('change', heed)
    onCleanup(() => calm.removeEventListener('change', heed))
  })
  const src = () => `/api/stickers/${props.sticker.id}`
  const alt = () => ui.t.post.sticker(props.sticker.emoji.join(' '))
  return (
    <Show
      when={props.sticker.moving && !playing()}
      fallback={<img src={src()} alt={alt()} width={SIDE} height={SIDE} loading="lazy" decoding="async" class={look} />}
    >
      <button type="button" class="w-fit rounded-md" title={ui.t.post.play} onClick={() => setPlaying(true)}>
        <FirstPicture src={src()} alt={alt()} />
        <span class="sr-only">{ui.t.post.play}</span>
      </button>
    </Show>
  )
}

/** What moves stands still on a canvas, for those who asked their system for less movement. */
function FirstPicture(props: { src: string; alt: string }) {
  let canvas!: HTMLCanvasElement
  onMount(() => {
    const picture = new Image()
    picture.onload = () => canvas.getContext('2d')?.drawImage(picture, 0, 0, SIDE, SIDE)
    picture.src = props.src
  })
  return <canvas ref={canvas} width={SIDE} height={SIDE} role="img" aria-label={props.alt} class={look} />
}
