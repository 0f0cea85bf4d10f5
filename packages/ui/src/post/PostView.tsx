import { inLanguage, languagesOf, pickLanguage } from '@carillon/contract/reading'
import { createMemo, createSignal, Show, type JSX } from 'solid-js'
import type { Channel, Post, PostHit } from '@carillon/contract'
import { useMessages } from '../interface.tsx'
import { HourglassIcon } from '../icons.tsx'
import { ContentView } from './ContentView.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import type { MarkupProps } from './MarkupView.tsx'
import type { PollPart } from './PollView.tsx'
import { PostHeader } from './PostHeader.tsx'
import { ReactionBar, type ReactionPart } from './ReactionBar.tsx'

/** When less is left than this, the post says so. */
const SOON = 3 * 86_400_000

export type PostViewProps = {
  post: Post
  /** Who posted, where posts of several channels stand together. */
  channel?: Pick<Channel, 'handle' | 'name' | 'avatar' | 'verified'> | undefined
  /** Where the channel's name leads. */
  channelHref?: string | undefined
  /** The address of the post itself, to which its time leads. */
  href?: string | undefined
  mentionHref?: MarkupProps['mentionHref']
  /** Where the name of the channel leads that it was forwarded from. */
  originHref?: ((origin: NonNullable<Post['forwardedFrom']>) => string) | undefined
  /** What matched a search. */
  matches?: PostHit['matches'] | undefined
  /** Of a poll, what it has come to and how to vote. */
  poll?: PollPart | undefined
  /** What it was reacted with and how to, once that is known. */
  reactions?: ReactionPart | undefined
  /** When to say when it will be gone: when that is near, or from the start. */
  expiry?: 'soon' | 'always' | undefined
  /** Whether readers are offered to save what it shows. */
  sharing?: boolean | undefined
  /** What may be done with it, at the end of its first line. */
  actions?: JSX.Element
}

/** A post as its readers see it. */
export function PostView(props: PostViewProps) {
  const ui = useMessages()
  const [chosen, choose] = createSignal<string | null>()
  const languages = () => languagesOf(props.post.content, props.post.language)
  const shown = () => {
    const choice = chosen()
    return choice === undefined ? pickLanguage(props.post.content, props.post.language, ui.languages) : choice
  }
  const content = createMemo(() => inLanguage(props.post.content, shown()))
  const says = () => props.expiry === 'always' || props.post.expiresAt - ui.now() < SOON
  return (
    <article class="flex flex-col gap-3" aria-label={props.channel && ui.t.post.by(props.channel.name)}>
      <PostHeader
        post={props.post}
        href={props.href}
        channel={props.channel}
        channelHref={props.channelHref}
        actions={props.actions}
        originHref={props.originHref}
      />
      <div class="flex flex-col gap-3" lang={shown() ?? undefined}>
        <ContentView
          content={content()}
          mentionHref={props.mentionHref}
          poll={props.poll}
          sharing={props.sharing}
          language={shown()}
          matches={shown() === props.post.language ? props.matches : undefined}
        />
      </div>
      <Show when={languages().length > 1}>
        <LanguageSwitch languages={languages()} shown={shown()} onChoose={choose} />
      </Show>
      <Show when={props.reactions}>{(part) => <ReactionBar part={part()} />}</Show>
      <Show when={says()}>
        <p class="flex items-center gap-1 text-xs text-muted" title={ui.format.moment(props.post.expiresAt)}>
          <HourglassIcon />
          {ui.t.post.expires(ui.format.until(props.post.expiresAt, ui.now()))}
        </p>
      </Show>
    </article>
  )
}
