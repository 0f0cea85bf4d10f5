import type { Sticker } from '@carillon/contract'
import { Alert } from '@carillon/ui'
import { Match, Switch } from 'solid-js'
import { useWords } from '../../interface.ts'
import { PollField } from '../../polls/PollField.tsx'
import { StickerChoice, StickerField } from '../../stickers/StickerField.tsx'
import { AlbumField } from './AlbumField.tsx'
import type { Attaching } from './attaching.ts'

type FieldProps = {
  handle: string
  attaching: Attaching
  lost: string[]
  /** What the server said of a part of the content, by its path. */
  error: (path: string) => string | undefined
}

/** What a draft shows beside its words, and what stands in its way. */
export function AttachedField(props: FieldProps) {
  const ui = useWords()
  const sticker = () => {
    const attached = props.attaching.attached()
    return attached?.kind === 'sticker' ? attached.sticker : undefined
  }
  const poll = () => {
    const attached = props.attaching.attached()
    return attached?.kind === 'poll' ? attached : undefined
  }
  let picked = false
  const choose = (chosen: Sticker) => {
    picked = true
    props.attaching.attach({ kind: 'sticker', sticker: chosen })
  }
  return (
    <>
      <Alert>{props.attaching.misfit() && ui.t.attached.misfits[props.attaching.misfit()!]}</Alert>
      <Switch>
        <Match when={props.attaching.picking()}>
          <StickerChoice handle={props.handle} onChoose={choose} onClose={() => props.attaching.setPicking(false)} />
        </Match>
        <Match when={sticker()}>
          {(chosen) => (
            <StickerField
              sticker={chosen()}
              fresh={picked}
              onChange={() => props.attaching.setPicking(true)}
              onRemove={props.attaching.clear}
            />
          )}
        </Match>
        <Match when={props.attaching.items().length > 0}>
          <AlbumField attaching={props.attaching} lost={props.lost} error={props.error} />
        </Match>
        <Match when={poll()}>
          {(attached) => (
            <PollField
              poll={attached().poll}
              onChange={(changed) => props.attaching.attach({ kind: 'poll', poll: changed })}
              onRemove={props.attaching.clear}
              error={(path) => props.error(`content.poll.${path}`)}
            />
          )}
        </Match>
      </Switch>
    </>
  )
}
