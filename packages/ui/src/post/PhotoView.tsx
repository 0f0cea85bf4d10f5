import { createSignal } from 'solid-js'
import type { Photo } from '@carillon/contract'
import { useMessages } from '../interface.tsx'
import { pictureSet, pictureUrl } from './pictures.ts'
import { ThumbhashView } from './ThumbhashView.tsx'

/** Its place is kept from the start by its width and height; a blurred likeness fills it until the picture is there. */
export function PhotoView(props: { photo: Photo }) {
  const ui = useMessages()
  const [loaded, setLoaded] = createSignal(false)
  return (
    <span class="relative block overflow-hidden rounded-md bg-sunken">
      <ThumbhashView hash={props.photo.thumbhash} />
      <img
        src={pictureUrl(props.photo)}
        srcset={pictureSet(props.photo)}
        sizes="(min-width: 40rem) 38rem, 100vw"
        width={props.photo.width}
        height={props.photo.height}
        alt={props.photo.alt || ui.t.post.photo}
        loading="lazy"
        decoding="async"
        class="relative h-auto max-h-[80dvh] w-full object-contain transition-opacity"
        classList={{ 'opacity-0': !loaded() }}
        onLoad={() => setLoaded(true)}
        onError={() => setLoaded(true)}
      />
    </span>
  )
}
