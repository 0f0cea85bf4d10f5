import { createUniqueId, type JSX } from 'solid-js'

/** A part of the page: what it is about at the left, what can be done at the right. */
export function Section(props: { title: string; lead: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section
      aria-labelledby={id}
      class="grid grid-cols-1 gap-x-12 gap-y-4 border-t border-line py-8 md:grid-cols-[minmax(0,1fr)_minmax(0,38rem)]"
    >
      <div>
        <h2 id={id} class="text-xl font-semibold">
          {props.title}
        </h2>
        <p class="mt-2 text-sm text-pretty text-muted">{props.lead}</p>
      </div>
      <div class="flex flex-col items-start gap-4">{props.children}</div>
    </section>
  )
}
