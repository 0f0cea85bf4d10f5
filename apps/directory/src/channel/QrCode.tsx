import { onMount } from 'solid-js'
import type { Channel } from '@carillon/contract'
import { Button, CloseIcon } from '@carillon/ui'
import { codeOf } from '../site/code.ts'
import { useWords } from '../site/island.tsx'

/** Modules of white around it, which cameras need. */
const QUIET = 4
/** Of the picture that is saved, pixels at least. */
const SIDE = 1_024

/** A channel's address as a code for a camera, to be shown, printed or saved. */
export default function QrCode(props: { channel: Channel; url: string; onClose: () => void }) {
  const ui = useWords()
  const t = () => ui.t.site.share
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())
  const code = codeOf(props.url, QUIET)

  function save(content: Blob, ending: string): void {
    const anchor = document.createElement('a')
    anchor.href = URL.createObjectURL(content)
    anchor.download = `${props.channel.handle}.${ending}`
    anchor.click()
    URL.revokeObjectURL(anchor.href)
  }
  const saveSvg = () => {
    const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${code.size} ${code.size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${code.size}v${code.size}H0z"/><path d="${code.path}"/></svg>`
    save(new Blob([text], { type: 'image/svg+xml' }), 'svg')
  }
  const savePng = () => {
    const scale = Math.ceil(SIDE / code.size)
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = code.size * scale
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.scale(scale, scale)
    pen.fillStyle = '#000'
    pen.fill(new Path2D(code.path))
    canvas.toBlob((content) => content && save(content, 'png'))
  }

  return (
    <dialog
      ref={dialog}
      aria-label={t().code}
      class="m-auto w-[min(24rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-5 text-ink shadow-float backdrop:bg-[rgb(20_14_6/0.6)]"
      onClose={() => props.onClose()}
    >
      <div class="flex flex-col items-center gap-4 text-center">
        <button
          type="button"
          aria-label={ui.t.state.close}
          class="-me-3 -mt-3 -mb-4 flex size-11 items-center justify-center self-end rounded-md text-xl text-muted hover:bg-sunken hover:text-ink"
          onClick={() => dialog.close()}
        >
          <CloseIcon />
        </button>
        <svg
          role="img"
          aria-label={t().codeOf(props.channel.name)}
          viewBox={`0 0 ${code.size} ${code.size}`}
          shape-rendering="crispEdges"
          class="w-full rounded-md"
        >
          <path fill="#fff" d={`M0 0h${code.size}v${code.size}H0z`} />
          <path fill="#000" d={code.path} />
        </svg>
        <div class="min-w-0">
          <p class="font-serif text-lg font-semibold">
            <bdi>{props.channel.name}</bdi>
          </p>
          <p class="text-sm text-pretty text-muted">{t().codeHint}</p>
        </div>
        <div class="grid w-full gap-2">
          <Button onClick={saveSvg}>{t().save('SVG')}</Button>
          <Button onClick={savePng}>{t().save('PNG')}</Button>
        </div>
      </div>
    </dialog>
  )
}
