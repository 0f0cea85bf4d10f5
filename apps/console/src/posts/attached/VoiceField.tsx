import { Alert, Button, VoiceView } from '@carillon/ui'
import Mic from 'lucide-solid/icons/mic'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { useWords } from '../../interface.ts'
import type { VoiceItem } from './attached.ts'
import type { Attaching } from './attaching.ts'
import { JourneyView } from './JourneyView.tsx'

type FieldProps = {
  item: VoiceItem
  attaching: Attaching
  lost: boolean
  error: (path: string) => string | undefined
}

/** A voice note to be heard again, before others hear it. */
export function VoiceField(props: FieldProps) {
  const ui = useWords()
  const anew = () => {
    props.attaching.clear()
    props.attaching.ask('voice')
  }
  return (
    <section aria-label={ui.t.attached.voice} class="flex flex-col gap-2 rounded-md border border-line p-3">
      <Show when={props.item.file}>
        {(file) => (
          <VoiceView
            voice={{ durationMs: file().durationMs, waveform: props.item.waveform }}
            src={`/api/media/${file().mediaId}/file`}
          />
        )}
      </Show>
      <JourneyView item={props.item} attaching={props.attaching} lost={props.lost} />
      <Alert>{props.error('content.voice.mediaId')}</Alert>
      <div class="flex flex-wrap gap-1">
        <Button look="quiet" class="min-h-9! px-2! text-sm!" onClick={anew}>
          <Mic size="1.1em" aria-hidden="true" />
          {ui.t.attached.recorder.anew}
        </Button>
        <Button look="quiet" class="min-h-9! px-2! text-sm!" onClick={() => props.attaching.remove(props.item.id)}>
          <X size="1.1em" aria-hidden="true" />
          {ui.t.attached.removeVoice}
        </Button>
      </div>
    </section>
  )
}
