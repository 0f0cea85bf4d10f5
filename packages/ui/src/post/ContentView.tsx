import { type PostHit, type Ranges, type ReadContent } from '@carillon/contract'
import { For, Match, Show, Switch, type JSX } from 'solid-js'
import { useMessages } from '../interface.tsx'
import { AlbumView } from './AlbumView.tsx'
import { DocumentView } from './DocumentView.tsx'
import { Highlight } from './Highlight.tsx'
import { LinkView } from './LinkView.tsx'
import { MarkupView, type MarkupProps } from './MarkupView.tsx'
import { shift } from './marks.ts'
import { PhotoView } from './PhotoView.tsx'
import { PollView, type PollPart } from './PollView.tsx'
import { StickerView } from './StickerView.tsx'
import { VideoView } from './VideoView.tsx'
import { VoiceView } from './VoiceView.tsx'

export type ContentProps = {
  content: ReadContent
  mentionHref?: MarkupProps['mentionHref']
  /** What matched a search. */
  matches?: PostHit['matches'] | undefined
  /** Whether readers are offered to save what it shows. A document is saved in any case: there is no other way to read it. */
  sharing?: boolean | undefined
  /** Of a poll, what it has come to and how to vote. */
  poll?: PollPart | undefined
  /** Which it is said in, where that is known. */
  language?: string | null | undefined
}

/** What a post says and shows, by its kind; of one that isn't known here, that it needs a newer version. */
export function ContentView(props: ContentProps) {
  const ui = useMessages()
  const of = <Kind extends ReadContent['kind']>(kind: Kind) =>
    props.content.kind === kind ? (props.content as Extract<ReadContent, { kind: Kind }>) : undefined
  return (
    <Switch
      fallback={
        <p class="rounded-md border border-dashed border-edge p-4 text-sm text-muted">{ui.t.post.newerVersion}</p>
      }
    >
      <Match when={of('text')}>
        {(content) => (
          <>
            <Caption {...props} text={content().text} />
            <Show when={content().link}>{(link) => <LinkView link={link()} />}</Show>
            <Beside matches={props.matches} />
          </>
        )}
      </Match>
      <Match when={of('photo')}>
        {(content) => (
          <Shown {...props} text={content().text}>
            <PhotoView photo={content().photo} />
          </Shown>
        )}
      </Match>
      <Match when={of('video')}>
        {(content) => (
          <Shown {...props} text={content().text}>
            <VideoView video={content().video} sharing={props.sharing} />
          </Shown>
        )}
      </Match>
      <Match when={of('album')}>
        {(content) => (
          <Shown {...props} text={content().text}>
            <AlbumView items={content().items} sharing={props.sharing} />
          </Shown>
        )}
      </Match>
      <Match when={of('voice')}>
        {(content) => (
          <Shown {...props} text={content().text}>
            <VoiceView voice={content().voice} src={`/api/media/${content().voice.mediaId}/file`} />
          </Shown>
        )}
      </Match>
      <Match when={of('document')}>
        {(content) => (
          <Shown {...props} text={content().text}>
            <DocumentView document={content().document} />
          </Shown>
        )}
      </Match>
      <Match when={of('poll')}>
        {(content) => {
          const isHere = (text: string) => [content().poll.question, ...content().poll.options].includes(text)
          const elsewhere = () => props.matches?.beside.filter(({ text }) => !isHere(text)) ?? []
          return (
            <>
              <PollView
                poll={content().poll}
                part={props.poll}
                language={props.language}
                marksOf={(words) => props.matches?.beside.find(({ text }) => text === words)?.ranges ?? []}
              />
              <Beside matches={props.matches && { ...props.matches, beside: elsewhere() }} />
            </>
          )
        }}
      </Match>
      <Match when={of('sticker')}>{(content) => <StickerView sticker={content().sticker} />}</Match>
    </Switch>
  )
}

/** Something with its caption. */
function Shown(props: CaptionProps & { children: JSX.Element }) {
  return (
    <>
      {props.children}
      <Beside matches={props.matches} />
      <Caption {...props} />
    </>
  )
}

type CaptionProps = Pick<ContentProps, 'mentionHref' | 'matches'> & { text: string }

function Caption(props: CaptionProps) {
  return (
    <Show when={props.text}>
      {(text) => <MarkupView text={text()} mentionHref={props.mentionHref} matches={props.matches?.text} />}
    </Show>
  )
}

/** What a search found in words that may not be on the page: what pictures show, what is said in another language. */
function Beside(props: Pick<ContentProps, 'matches'>) {
  const ui = useMessages()
  const alsoHere = (words: string, ranges: Ranges) => {
    const text = ui.t.post.alsoHere(words)
    return { text, ranges: shift(ranges, words.length - text.length) }
  }
  return (
    <For each={props.matches?.beside}>
      {({ text, ranges }) => (
        <p class="text-sm text-muted">
          <Highlight {...alsoHere(text, ranges)} />
        </p>
      )}
    </For>
  )
}
