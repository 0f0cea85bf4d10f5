import { createMemo, For, Match, Switch } from 'solid-js'
import { parseMarkup, type Block, type Inline } from '@carillon/contract/markup'

export type MarkupProps = {
  text: string
  /** Where `@handle` leads; `/c/handle` unless told otherwise. */
  mentionHref?: ((handle: string) => string) | undefined
}

/** Post markup, drawn node by node from its tree: no text of it ever becomes HTML. */
export function MarkupView(props: MarkupProps) {
  const blocks = createMemo(() => parseMarkup(props.text))
  const href = (handle: string) => props.mentionHref?.(handle) ?? `/c/${handle}`
  return (
    <div class="flex flex-col gap-3">
      <For each={blocks()}>{(block) => <BlockView block={block} href={href} />}</For>
    </div>
  )
}

type Href = (handle: string) => string

function BlockView(props: { block: Block; href: Href }) {
  const as = <T extends Block['type']>(type: T) =>
    props.block.type === type ? (props.block as Extract<Block, { type: T }>) : undefined
  return (
    <Switch>
      <Match when={as('paragraph')}>
        {(block) => (
          <p dir="auto">
            <Lines lines={block().lines} href={props.href} />
          </p>
        )}
      </Match>
      <Match when={as('quote')}>
        {(block) => (
          <blockquote dir="auto" class="border-s-2 border-accent ps-3 text-muted">
            <Lines lines={block().lines} href={props.href} />
          </blockquote>
        )}
      </Match>
      <Match when={as('list')}>{(block) => <ListView list={block()} href={props.href} />}</Match>
      <Match when={as('code')}>
        {(block) => (
          <pre dir="auto" class="rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap">
            <code>{block().text}</code>
          </pre>
        )}
      </Match>
    </Switch>
  )
}

function ListView(props: { list: Extract<Block, { type: 'list' }>; href: Href }) {
  const items = () => (
    <For each={props.list.items}>
      {(item) => (
        <li>
          <Inlines nodes={item} href={props.href} />
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

function Lines(props: { lines: Inline[][]; href: Href }) {
  return (
    <For each={props.lines}>
      {(line, index) => (
        <>
          {index() > 0 && <br />}
          <Inlines nodes={line} href={props.href} />
        </>
      )}
    </For>
  )
}

function Inlines(props: { nodes: Inline[]; href: Href }) {
  return <For each={props.nodes}>{(node) => inline(node, props.href)}</For>
}

function inline(node: Inline, href: Href) {
  switch (node.type) {
    case 'text':
      return node.text
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} href={href} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines nodes={node.children} href={href} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} href={href} />
        </s>
      )
    case 'code':
      return <code class="rounded-sm bg-sunken px-1 font-mono text-[0.9em]">{node.text}</code>
    case 'link':
      return (
        <a href={node.href} rel="nofollow ugc noopener noreferrer" class="link">
          <bdi>{node.text}</bdi>
        </a>
      )
    case 'tag':
      return <span class="text-accent">#{node.tag}</span>
    case 'mention':
      return (
        <a href={href(node.handle)} class="link">
          @{node.handle}
        </a>
      )
  }
}
