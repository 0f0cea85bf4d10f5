import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js'
import type { Ranges } from '@carillon/contract'
import { parseMarkup, type Block, type Inline } from '@carillon/contract/markup'
import { Marked } from './Highlight.tsx'
import { placesIn, shift } from './marks.ts'

export type MarkupProps = {
  text: string
  /** Where `@handle` leads; `/c/handle` unless told otherwise. */
  mentionHref?: ((handle: string) => string) | undefined
  /** What of the text without its marks matched a search. */
  matches?: Ranges | undefined
}

/** Post markup, drawn node by node from its tree: no text of it ever becomes HTML. */
export function MarkupView(props: MarkupProps) {
  const blocks = createMemo(() => parseMarkup(props.text))
  const places = createMemo(() => (props.matches?.length ? placesIn(blocks()) : null))
  const draw: Draw = {
    href: (handle) => props.mentionHref?.(handle) ?? `/c/${handle}`,
    text: (text, node) => (
      <Show when={places()} fallback={text}>
        {(known) => <Marked text={text} ranges={shift(props.matches!, known().get(node)!)} />}
      </Show>
    ),
  }
  return (
    <div class="flex flex-col gap-3">
      <For each={blocks()}>{(block) => <BlockView block={block} draw={draw} />}</For>
    </div>
  )
}

type Draw = {
  href: (handle: string) => string
  /** The words of a piece of the text, with what matched in them marked. */
  text: (text: string, node: Block | Inline) => JSX.Element
}

function BlockView(props: { block: Block; draw: Draw }) {
  const as = <T extends Block['type']>(type: T) =>
    props.block.type === type ? (props.block as Extract<Block, { type: T }>) : undefined
  return (
    <Switch>
      <Match when={as('paragraph')}>
        {(block) => (
          <p dir="auto">
            <Lines lines={block().lines} draw={props.draw} />
          </p>
        )}
      </Match>
      <Match when={as('quote')}>
        {(block) => (
          <blockquote dir="auto" class="border-s-2 border-accent ps-3 text-muted">
            <Lines lines={block().lines} draw={props.draw} />
          </blockquote>
        )}
      </Match>
      <Match when={as('list')}>{(block) => <ListView list={block()} draw={props.draw} />}</Match>
      <Match when={as('code')}>
        {(block) => (
          <pre dir="auto" class="rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap">
            <code>{props.draw.text(block().text, block())}</code>
          </pre>
        )}
      </Match>
    </Switch>
  )
}

function ListView(props: { list: Extract<Block, { type: 'list' }>; draw: Draw }) {
  const items = () => (
    <For each={props.list.items}>
      {(item) => (
        <li>
          <Inlines nodes={item} draw={props.draw} />
        </li>
      )}
    </For>
  )
  return (
    <Switch>
      <Match when={props.list.ordered}>
        <ol dir="auto" start={props.list.start} class="list-decimal ps-8 marker:text-muted">
          {items()}
        </ol>
      </Match>
      <Match when={!props.list.ordered}>
        <ul dir="auto" class="list-disc ps-6 marker:text-muted">
          {items()}
        </ul>
      </Match>
    </Switch>
  )
}

function Lines(props: { lines: Inline[][]; draw: Draw }) {
  return (
    <For each={props.lines}>
      {(line, index) => (
        <>
          {index() > 0 && <br />}
          <Inlines nodes={line} draw={props.draw} />
        </>
      )}
    </For>
  )
}

function Inlines(props: { nodes: Inline[]; draw: Draw }) {
  return <For each={props.nodes}>{(node) => inline(node, props.draw)}</For>
}

function inline(node: Inline, draw: Draw) {
  switch (node.type) {
    case 'text':
      return draw.text(node.text, node)
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} draw={draw} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines nodes={node.children} draw={draw} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} draw={draw} />
        </s>
      )
    case 'code':
      return <code class="rounded-sm bg-sunken px-1 font-mono text-[0.9em]">{draw.text(node.text, node)}</code>
    case 'link':
      return (
        <a href={node.href} rel="nofollow ugc noopener noreferrer" class="link">
          <bdi>{draw.text(node.text, node)}</bdi>
        </a>
      )
    case 'tag':
      return <span class="text-accent">{draw.text(`#${node.tag}`, node)}</span>
    case 'mention':
      return (
        <a href={draw.href(node.handle)} class="link">
          {draw.text(`@${node.handle}`, node)}
        </a>
      )
  }
}
