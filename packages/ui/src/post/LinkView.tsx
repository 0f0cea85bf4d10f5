import type { Link } from '@carillon/contract'
import { Show } from 'solid-js'
import { ThumbhashView } from './ThumbhashView.tsx'

/** What a text points to: its picture, its title and the site, all of it one link. */
export function LinkView(props: { link: Link }) {
  return (
    <a
      href={props.link.url}
      rel="nofollow ugc noopener noreferrer"
      class="group flex flex-col overflow-hidden rounded-md border border-line hover:border-edge"
    >
      <Show when={props.link.picture}>
        {(picture) => (
          <span class="relative block aspect-[1.91] overflow-hidden bg-sunken">
            <ThumbhashView hash={picture().thumbhash} />
            <img
              src={`/api/media/${picture().mediaId}/${Math.max(...picture().widths)}`}
              srcset={picture()
                .widths.map((width) => `/api/media/${picture().mediaId}/${width} ${width}w`)
                .join(', ')}
              sizes="(min-width: 40rem) 38rem, 100vw"
              width={picture().width}
              height={picture().height}
              alt=""
              loading="lazy"
              decoding="async"
              class="relative size-full object-cover"
            />
          </span>
        )}
      </Show>
      <span class="flex flex-col gap-0.5 border-s-4 border-accent px-3 py-2">
        <bdi class="line-clamp-2 leading-snug font-semibold group-hover:underline">{props.link.title}</bdi>
        <bdi class="truncate text-xs text-muted">{props.link.site}</bdi>
      </span>
    </a>
  )
}
