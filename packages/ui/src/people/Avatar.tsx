import { createSignal, Show } from 'solid-js'
import { initials, tint } from './initials.ts'

const SIZES = {
  sm: 'size-8 text-xs',
  md: 'size-11 text-base',
  lg: 'size-16 text-xl',
  xl: 'size-24 text-2xl',
}

/** A channel's picture, or its initials on a colour of its own. It stands beside the name, so it says nothing itself. */
export function Avatar(props: { name: string; handle: string; avatar: string | null; size?: keyof typeof SIZES }) {
  const [broken, setBroken] = createSignal(false)
  const size = () => props.size ?? 'md'
  const pixels = () => (size() === 'sm' || size() === 'md' ? 96 : 320)
  return (
    <span
      aria-hidden="true"
      class={`inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full select-none ${SIZES[size()]}`}
    >
      <Show
        when={!broken() && props.avatar}
        fallback={
          <span
            class={`initials initials-${tint(props.handle)} flex size-full items-center justify-center font-serif leading-none`}
          >
            {initials(props.name)}
          </span>
        }
      >
        {(path) => (
          <img
            src={`${path()}?size=${pixels()}`}
            alt=""
            width={pixels()}
            height={pixels()}
            loading="lazy"
            decoding="async"
            class="size-full bg-sunken object-cover"
            onError={() => setBroken(true)}
          />
        )}
      </Show>
    </span>
  )
}
