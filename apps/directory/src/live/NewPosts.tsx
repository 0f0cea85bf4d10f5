import { Show } from 'solid-js'
import { ArrowUpIcon } from '@carillon/ui'
import { useWords } from '../site/island.tsx'
import type { LivePosts } from './createLivePosts.ts'

/** Posts that arrived while somebody read: one press shows them, and nothing moves before. */
export function NewPosts(props: { live: LivePosts }) {
  const ui = useWords()
  let list!: HTMLDivElement
  const words = () => {
    const { arrived, gone } = props.live.said()
    if (arrived) return ui.t.site.live.arrived(arrived)
    return gone ? ui.t.site.live.gone(gone) : ''
  }
  function show(): void {
    props.live.show()
    list.scrollIntoView({ block: 'start' })
    list.focus({ preventScroll: true })
  }
  return (
    <>
      <p role="status" class="sr-only">
        {words()}
      </p>
      <div ref={list} tabindex="-1" class="scroll-mt-8 outline-none" />
      {/* Takes no room, with a button or without: nothing moves when it comes. */}
      <div class="sticky top-3 z-10 flex h-0 justify-center">
        <Show when={props.live.waiting().length}>
          {(count) => (
            <button
              type="button"
              onClick={show}
              class="inline-flex h-fit min-h-11 items-center gap-2 rounded-full bg-accent px-5 font-semibold text-on-accent shadow-float hover:bg-accent-strong"
            >
              <ArrowUpIcon />
              {ui.t.site.live.new(count())}
            </button>
          )}
        </Show>
      </div>
    </>
  )
}
