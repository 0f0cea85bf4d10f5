import type { Photo } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { useMessages } from '../interface.tsx'
import { pictureSet, pictureUrl } from './pictures.ts'
import { ThumbhashView } from './ThumbhashView.tsx'

/** A photo that fills the place it stands in. */
export function PhotoTile(props: { photo: Photo }) {
  const ui = useMessages()
  const [loaded, setLoaded] = createSignal(false)
  return (
    <>
      <ThumbhashView hash={props.photo.thumbhash} />
      <img
        src={pictureUrl(props.photo)}
        srcset={pictureSet(props.photo)}
        sizes="(min-width: 40rem) 19rem, 50vw"
        width={props.photo.width}
        height={props.photo.height}
        alt={props.photo.alt || ui.t.post.photo}
        loading="lazy"
        decoding="async"
        class="absolute inset-0 size-full object-cover transition-opacity"
        classList={{ 'opacity-0': !loaded() }}
        onLoad={() => setLoaded(true)}
        onError={() => setLoaded(true)}
      />
    </>
  )
}
