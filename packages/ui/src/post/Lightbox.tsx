import type { AlbumItem } from '@carillon/contract'
import { onMount, Show, type JSX } from 'solid-js'
import { ChevronIcon, CloseIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'
import { pictureSet, pictureUrl } from './pictures.ts'
import { VideoView } from './VideoView.tsx'

type LightboxProps = {
  items: AlbumItem[]
  sharing?: boolean | undefined
  at: number
  onMove: (to: number) => void
  onClose: () => void
}

/** A finger that went so far meant to go on, in pixels. */
const SWIPE = 50

/** One of an album as large as the window, with what it shows in words. */
export function Lightbox(props: LightboxProps) {
  const ui = useMessages()
  let dialog!: HTMLDialogElement
  let from = 0
  onMount(() => dialog.showModal())
  const item = () => props.items[props.at]!
  const go = (by: number) => {
    const to = props.at + by
    if (to >= 0 && to < props.items.length) props.onMove(to)
  }
  const onKeyDown: JSX.EventHandler<HTMLElement, KeyboardEvent> = (event) => {
    // In a video they mean its time.
    if (event.target instanceof HTMLVideoElement) return
    if (event.key === 'ArrowLeft') go(-1)
    if (event.key === 'ArrowRight') go(1)
  }
  return (
    <dialog
      ref={dialog}
      aria-label={ui.t.media.album}
      class="m-0 h-dvh max-h-none w-full max-w-none bg-[rgb(14_10_5)] text-[#f4eee4] backdrop:bg-[rgb(14_10_5)]"
      onClose={() => props.onClose()}
      onKeyDown={onKeyDown}
    >
      <div class="flex h-full flex-col">
        <div class="flex items-center gap-3 ps-4 pe-2 pt-2">
          <p role="status" class="flex-1 text-sm tabular-nums">
            {ui.t.media.place(props.at + 1, props.items.length)}
          </p>
          <Control label={ui.t.state.close} onPress={() => dialog.close()}>
            <CloseIcon />
          </Control>
        </div>
        <div
          class="flex min-h-0 flex-1 items-center justify-center p-2 sm:px-16"
          onTouchStart={(event) => (from = event.changedTouches[0]!.clientX)}
          onTouchEnd={(event) => {
            const by = event.changedTouches[0]!.clientX - from
            if (Math.abs(by) > SWIPE) go(by < 0 ? 1 : -1)
          }}
        >
          <Show when={item()} keyed>
            {(shown) =>
              shown.kind === 'photo' ? (
                <Whole photo={shown.photo} />
              ) : (
                <Film video={shown.video} sharing={props.sharing} />
              )
            }
          </Show>
        </div>
        <div class="flex items-center gap-2 px-2 pb-3">
          <Control label={ui.t.media.previous} off={props.at === 0} onPress={() => go(-1)}>
            <ChevronIcon class="rotate-180" />
          </Control>
          <p class="max-h-[25dvh] flex-1 overflow-y-auto text-center text-sm text-pretty" dir="auto">
            {item().kind === 'photo' ? (item() as PhotoItem).photo.alt : (item() as VideoItem).video.alt}
          </p>
          <Control label={ui.t.media.next} off={props.at === props.items.length - 1} onPress={() => go(1)}>
            <ChevronIcon />
          </Control>
        </div>
      </div>
    </dialog>
  )
}

type PhotoItem = Extract<AlbumItem, { kind: 'photo' }>
type VideoItem = Extract<AlbumItem, { kind: 'video' }>

function Whole(props: Pick<PhotoItem, 'photo'>) {
  const ui = useMessages()
  return (
    <img
      src={pictureUrl(props.photo)}
      srcset={pictureSet(props.photo)}
      sizes="100vw"
      width={props.photo.width}
      height={props.photo.height}
      alt={props.photo.alt || ui.t.post.photo}
      class="max-h-full w-auto max-w-full object-contain"
    />
  )
}

function Film(props: Pick<VideoItem, 'video'> & Pick<LightboxProps, 'sharing'>) {
  return (
    <div class="w-full max-w-[60rem]">
      <VideoView video={props.video} sharing={props.sharing} />
    </div>
  )
}

function Control(props: { label: string; off?: boolean; onPress: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.off ?? false}
      class="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-2xl outline-current! hover:bg-[rgb(255_255_255/0.12)] aria-disabled:opacity-30"
      onClick={() => props.off || props.onPress()}
    >
      {props.children}
    </button>
  )
}
