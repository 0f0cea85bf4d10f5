import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'
import { useWords } from '../interface.ts'

type FrameProps = {
  title: string
  onSubmit: (event: SubmitEvent) => void
  onDrop: (files: File[]) => void
  preview: JSX.Element
  children: JSX.Element
}

/** Writing and its preview: beside one another where there is room, else one after the other by two tabs. */
export function EditorFrame(props: FrameProps) {
  const ui = useWords()
  const id = createUniqueId()
  const [side, setSide] = createSignal<'write' | 'preview'>('write')
  const [dragging, setDragging] = createSignal(false)
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setDragging(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setDragging(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) props.onDrop(files)
  }
  return (
    <section aria-labelledby={id} class="card @container">
      <div
        class="relative"
        onDragOver={over}
        onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setDragging(false)}
        onDrop={drop}
      >
        <form onSubmit={props.onSubmit} noValidate class="grid @min-[50rem]:grid-cols-2">
          <div class="flex min-w-0 flex-col gap-3 p-4 @min-[50rem]:p-6">
            <div class="flex flex-wrap items-center gap-3">
              <h2 id={id} class="flex-1 font-serif text-lg font-semibold whitespace-nowrap">
                {props.title}
              </h2>
              <div role="group" class="inline-flex rounded-md border border-edge p-0.5 @min-[50rem]:hidden">
                <Side name={ui.t.posts.write} chosen={side() === 'write'} onChoose={() => setSide('write')} />
                <Side name={ui.t.posts.preview} chosen={side() === 'preview'} onChoose={() => setSide('preview')} />
              </div>
            </div>
            <div class="flex flex-col gap-3 @min-[50rem]:flex" classList={{ hidden: side() === 'preview' }}>
              {props.children}
            </div>
          </div>
          <div
            class="min-w-0 px-4 pb-4 @min-[50rem]:block @min-[50rem]:border-s @min-[50rem]:border-line @min-[50rem]:p-6"
            classList={{ hidden: side() === 'write' }}
          >
            {props.preview}
          </div>
        </form>
        <Show when={dragging()}>
          <p class="pointer-events-none absolute inset-0 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-accent-soft font-serif text-xl text-accent">
            {ui.t.attached.drop}
          </p>
        </Show>
      </div>
    </section>
  )
}

function Side(props: { name: string; chosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      class="min-h-9 rounded-sm px-3 text-sm"
      classList={{ 'bg-accent-soft text-accent font-semibold': props.chosen }}
      onClick={() => props.onChoose()}
    >
      {props.name}
    </button>
  )
}
