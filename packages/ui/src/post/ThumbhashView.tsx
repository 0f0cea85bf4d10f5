import { createEffect } from 'solid-js'
import { thumbHashToRGBA } from 'thumbhash'

/** The blurred likeness of a picture, drawn on a canvas so that no policy on styles or data addresses is in its way. */
export function ThumbhashView(props: { hash: string }) {
  let canvas!: HTMLCanvasElement
  createEffect(() => {
    const bytes = decode(props.hash)
    const context = bytes.length < 5 ? null : canvas.getContext('2d')
    if (!context) return
    const { w, h, rgba } = thumbHashToRGBA(bytes)
    canvas.width = w
    canvas.height = h
    const image = context.createImageData(w, h)
    image.data.set(rgba)
    context.putImageData(image, 0, 0)
  })
  return <canvas ref={canvas} aria-hidden="true" width="1" height="1" class="absolute inset-0 size-full" />
}

function decode(hash: string): Uint8Array {
  try {
    return Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}
