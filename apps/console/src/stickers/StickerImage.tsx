import type { Sticker } from '@carillon/contract'

/** A sticker among others. What stands beside it says what it is. */
export function StickerImage(props: { sticker: Sticker; class?: string }) {
  return (
    <img
      src={`/api/stickers/${props.sticker.id}`}
      alt=""
      width="512"
      height="512"
      loading="lazy"
      decoding="async"
      draggable={false}
      class={`object-contain ${props.class ?? 'size-full'}`}
    />
  )
}
