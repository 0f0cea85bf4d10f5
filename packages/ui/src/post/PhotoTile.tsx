import type { PictureFile } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { pictureSet, pictureUrl } from './pictures.ts'
import { ThumbhashView } from './ThumbhashView.tsx'

/** A picture that fills the place it stands in. */
export function PhotoTile(props: { picture: PictureFile; alt: string }) {
  const [loaded, setLoaded] = createSignal(false)
  return (
    <>
      <ThumbhashView hash={props.picture.thumbhash} />
      <img
        src={pictureUrl(props.picture)}
        srcset={pictureSet(props.picture)}
        sizes="(min-width: 40rem) 19rem, 50vw"
        width={props.picture.width}
        height={props.picture.height}
        alt={props.alt}
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
