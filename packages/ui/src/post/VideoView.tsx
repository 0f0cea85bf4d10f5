import type { Video } from '@carillon/contract'
import { createSignal, Show } from 'solid-js'
import { useMessages } from '../interface.tsx'
import { pictureSet, pictureUrl } from './pictures.ts'
import { playAlone } from './playing.ts'
import { ThumbhashView } from './ThumbhashView.tsx'

/** Its place is kept by the picture that stands for it, in the size that fits; no byte of it comes before it is played. */
export function VideoView(props: { video: Video; sharing?: boolean | undefined }) {
  const ui = useMessages()
  const [poster, setPoster] = createSignal<string>()
  const [begun, setBegun] = createSignal(false)
  return (
    <span class="relative block overflow-hidden rounded-md bg-sunken">
      <ThumbhashView hash={props.video.poster.thumbhash} />
      <img
        src={pictureUrl(props.video.poster)}
        srcset={pictureSet(props.video.poster)}
        sizes="(min-width: 40rem) 38rem, 100vw"
        width={props.video.width}
        height={props.video.height}
        alt=""
        loading="lazy"
        decoding="async"
        class="relative h-auto max-h-[80dvh] w-full object-contain"
        onLoad={(event) => setPoster(event.currentTarget.currentSrc)}
      />
      <video
        controls
        controlslist={props.sharing === false ? 'nodownload' : undefined}
        playsinline
        preload="none"
        src={`/api/media/${props.video.mediaId}/file`}
        poster={poster()}
        aria-label={props.video.alt || ui.t.media.video}
        class="absolute inset-0 size-full object-contain"
        onPlay={(event) => {
          setBegun(true)
          playAlone(event.currentTarget)
        }}
      />
      <Show when={!begun()}>
        <DurationBadge ms={props.video.durationMs} />
      </Show>
    </span>
  )
}

export function DurationBadge(props: { ms: number }) {
  const ui = useMessages()
  return (
    <span class="pointer-events-none absolute start-2 top-2 rounded-sm bg-[rgb(20_14_6/0.7)] px-1.5 text-xs font-semibold text-[#fffaf2] tabular-nums">
      {ui.format.playtime(props.ms)}
    </span>
  )
}
