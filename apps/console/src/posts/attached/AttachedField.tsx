import type { Sticker } from '@carillon/contract'
import { Alert } from '@carillon/ui'
import { Match, Switch } from 'solid-js'
import { useWords } from '../../interface.ts'
import { PollField } from '../../polls/PollField.tsx'
import { StickerChoice, StickerField } from '../../stickers/StickerField.tsx'
import { AlbumField } from './AlbumField.tsx'
import type { Attached } from './attached.ts'
import type { Attaching } from './attaching.ts'
import { DocumentField } from './DocumentField.tsx'
import { Recorder } from './Recorder.tsx'
import { VoiceField } from './VoiceField.tsx'

type FieldProps = {
  handle: string
  attaching: Attaching
  /** Ids of the files that waited too long. */
  lost: string[]
  /** What the server said of a part of the content, by its path. */
  error: (path: string) => string | undefined
}

/** What a draft shows beside its words, and what stands in its way. */
export function AttachedField(props: FieldProps) {
  const ui = useWords()
  const of = <Kind extends Attached['kind']>(kind: Kind) => {
    const attached = props.attaching.attached()
    return attached?.kind === kind ? (attached as Extract<Attached, { kind: Kind }>) : undefined
  }
  let picked = false
  const choose = (chosen: Sticker) => {
    picked = true
    props.attaching.attach({ kind: 'sticker', sticker: chosen })
  }
  const isLost = (id: string) => props.lost.includes(id)
  return (
    <>
      <Alert>{props.attaching.misfit() && ui.t.attached.misfits[props.attaching.misfit()!]}</Alert>
      <Switch>
        <Match when={props.attaching.asking() === 'sticker'}>
          <StickerChoice handle={props.handle} onChoose={choose} onClose={() => props.attaching.ask(null)} />
        </Match>
        <Match when={props.attaching.asking() === 'voice'}>
          <Recorder attaching={props.attaching} />
        </Match>
        <Match when={of('shown')}>
          <AlbumField attaching={props.attaching} lost={props.lost} error={props.error} />
        </Match>
        <Match when={of('voice')}>
          {(voice) => <VoiceField {...props} item={voice().item} lost={isLost(voice().item.id)} />}
        </Match>
        <Match when={of('document')}>
          {(document) => <DocumentField {...props} item={document().item} lost={isLost(document().item.id)} />}
        </Match>
        <Match when={of('sticker')}>
          {(chosen) => (
            <StickerField
              sticker={chosen().sticker}
              fresh={picked}
              onChange={() => props.attaching.ask('sticker')}
              onRemove={props.attaching.clear}
            />
          )}
        </Match>
        <Match when={of('poll')}>
          {(attached) => (
            <PollField
              poll={attached().poll}
              onChange={(poll) => props.attaching.attach({ kind: 'poll', poll })}
              onRemove={props.attaching.clear}
              error={(path) => props.error(`content.poll.${path}`)}
            />
          )}
        </Match>
      </Switch>
    </>
  )
}
