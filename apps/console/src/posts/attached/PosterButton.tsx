import type { PictureFile, VideoFile } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import ImagePlay from 'lucide-solid/icons/image-play'
import { createSignal, Show } from 'solid-js'
import { createAction } from '../../forms.ts'
import { useWords } from '../../interface.ts'
import { Dialog } from '../../parts/Dialog.tsx'
import type { VideoItem } from './attached.ts'
import type { Attaching } from './attaching.ts'

/** Opens the choice of the moment that stands for a video. */
export function PosterButton(props: { item: VideoItem; attaching: Attaching }) {
  const ui = useWords()
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button look="quiet" class="min-h-9! self-start px-2! text-sm!" onClick={() => setOpen(true)}>
        <ImagePlay size="1.1em" aria-hidden="true" />
        {ui.t.attached.poster}
      </Button>
      <Dialog open={open()} onClose={() => setOpen(false)} title={ui.t.attached.poster} hint={ui.t.attached.posterHint}>
        <Show when={props.item.file}>
          {(file) => (
            <Moments
              file={file()}
              send={props.attaching.sendPicture}
              onChoose={(poster) => {
                props.attaching.change(props.item.id, { poster })
                setOpen(false)
              }}
            />
          )}
        </Show>
      </Dialog>
    </>
  )
}

type MomentsProps = {
  file: VideoFile
  send: (picture: Blob) => Promise<PictureFile>
  onChoose: (poster: PictureFile) => void
}

function Moments(props: MomentsProps) {
  const ui = useWords()
  let video!: HTMLVideoElement
  const length = () => props.file.durationMs / 1000
  const [at, setAt] = createSignal(Math.min(1, props.file.durationMs / 2000))
  const [failure, setFailure] = createSignal<string>()
  const choose = createAction(
    async () => {
      setFailure(undefined)
      props.onChoose(await props.send(await drawn(video)))
    },
    (failed) => setFailure(failed.message),
  )
  const show = (seconds: number) => {
    setAt(seconds)
    video.currentTime = seconds
  }
  return (
    <div class="flex flex-col gap-4">
      <video
        ref={video}
        muted
        playsinline
        preload="auto"
        src={`/api/media/${props.file.mediaId}/file`}
        width={props.file.width}
        height={props.file.height}
        class="max-h-[50dvh] w-full rounded-md bg-sunken object-contain"
        onLoadedMetadata={() => show(at())}
      />
      <label class="flex flex-col gap-1 text-sm font-semibold">
        <span class="flex justify-between">
          {ui.t.attached.moment}
          <span class="font-normal text-muted tabular-nums">{ui.format.playtime(at() * 1000)}</span>
        </span>
        <input
          type="range"
          min="0"
          max={Math.max(0.1, length() - 0.05)}
          step="0.05"
          value={at()}
          class="w-full"
          onInput={(event) => show(event.currentTarget.valueAsNumber)}
        />
      </label>
      <Alert>{failure()}</Alert>
      <Button look="primary" class="self-end" busy={choose.busy()} onClick={() => void choose.act()}>
        {ui.t.attached.usePoster}
      </Button>
    </div>
  )
}

/** The moment that a video shows, once it shows it. */
async function drawn(video: HTMLVideoElement): Promise<Blob> {
  if (video.seeking) await new Promise((seen) => video.addEventListener('seeked', seen, { once: true }))
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')!.drawImage(video, 0, 0)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not drawn'))), 'image/jpeg', 0.9),
  )
}
