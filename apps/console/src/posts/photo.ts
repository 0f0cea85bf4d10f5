import type { Upload } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { asFailure } from '../failure.ts'
import { now } from '../interface.ts'
import { upload } from '../upload.ts'
import type { DraftState } from './draft.ts'

/** The photo of a draft on its way to the server; a newer one takes the place of one that isn't there yet. */
export function createPhoto(state: DraftState, handle: () => string) {
  const [sending, setSending] = createSignal<{ file: File; share: number }>()
  const [failure, setFailure] = createSignal<string>()
  let latest = 0

  async function add(file: File): Promise<void> {
    latest += 1
    const mine = latest
    setFailure(undefined)
    setSending({ file, share: 0 })
    try {
      const photo = await upload<Upload>(
        'photo',
        handle(),
        file,
        (share) => mine === latest && setSending({ file, share }),
      )
      if (mine === latest) state.setDraft({ photo, photoAt: now() })
    } catch (error) {
      if (mine === latest) setFailure(asFailure(error).message)
    } finally {
      if (mine === latest) setSending(undefined)
    }
  }

  return {
    add,
    sending,
    failure,
    remove(): void {
      latest += 1
      setSending(undefined)
      setFailure(undefined)
      state.setDraft({ photo: null, photoAt: 0, alt: '' })
    },
  }
}

export type PhotoState = ReturnType<typeof createPhoto>

/** The first picture among what was pasted or dropped. */
export function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/'))
}
