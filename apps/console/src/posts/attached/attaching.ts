import { LIMITS, type PictureFile } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { produce } from 'solid-js/store'
import { now } from '../../interface.ts'
import { upload } from '../../upload.ts'
import type { DraftState } from '../draft.ts'
import { isReady, type Attached, type ShownItem } from './attached.ts'
import { sortFiles, type Misfit } from './sorting.ts'
import { createUploads } from './uploads.ts'

/** What is attached to a draft, and the ways to change it. */
export function createAttaching(state: DraftState, handle: () => string) {
  const uploads = createUploads()
  const [misfit, setMisfit] = createSignal<Misfit>()
  const [picking, setPicking] = createSignal(false)
  const items = () => (state.draft.attached?.kind === 'shown' ? state.draft.attached.items : [])
  const setItems = (next: ShownItem[]) =>
    state.setDraft({ attached: next.length > 0 ? { kind: 'shown', items: next } : null })
  const change = (id: string, changes: Partial<ShownItem>) =>
    state.setDraft(
      produce((draft) => {
        const found = draft.attached?.kind === 'shown' && draft.attached.items.find((item) => item.id === id)
        if (found) Object.assign(found, changes)
      }),
    )

  function send(id: string, file: File): void {
    uploads.start(
      id,
      (hear, signal) =>
        upload<PictureFile>('photo', handle(), file, {
          progress: (share) => hear(share < 1 ? 'sending' : 'checking', share),
          signal,
        }),
      (answer) => change(id, { file: answer, at: now() }),
    )
  }

  return {
    uploads,
    attached: () => state.draft.attached,
    items,
    /** Whether a sticker is being chosen. */
    picking,
    setPicking,
    /** Why some of what was added last isn't there. */
    misfit,
    /** How many photos and videos more there may be. */
    room: () => {
      const { attached } = state.draft
      return attached && attached.kind !== 'shown' ? 0 : LIMITS.albumMax - items().length
    },
    /** Whether everything is written, and on the server. */
    ready: () => isReady(state.draft.attached),

    add(files: File[]): void {
      const sorted = sortFiles(files, state.draft.attached)
      setMisfit(sorted.misfit)
      const added = sorted.shown.map((file) => ({ file, item: newPhoto(file.name) }))
      if (added.length > 0) setPicking(false)
      if (added.length > 0) setItems([...items(), ...added.map(({ item }) => item)])
      for (const { file, item } of added) send(item.id, file)
    },
    /** Another file in the place of one. */
    replace(id: string, file: File): void {
      change(id, { name: file.name, file: null, at: 0 })
      send(id, file)
    },
    attach(attached: Attached): void {
      setMisfit(undefined)
      setPicking(false)
      state.setDraft({ attached })
    },
    describe: (id: string, alt: string) => change(id, { alt }),
    /** Puts what stands at a place in another one. */
    move(from: number, to: number): void {
      const next = [...items()]
      next.splice(to, 0, ...next.splice(from, 1))
      setItems(next)
    },
    remove(id: string): void {
      uploads.cancel(id)
      setMisfit(undefined)
      setItems(items().filter((item) => item.id !== id))
    },
    clear(): void {
      uploads.cancelAll()
      setPicking(false)
      setMisfit(undefined)
      state.setDraft({ attached: null })
    },
  }
}

export type Attaching = ReturnType<typeof createAttaching>

function newPhoto(name: string): ShownItem {
  return { kind: 'photo', id: newId(), name, file: null, at: 0, alt: '' }
}

/** Not `randomUUID`, which browsers keep to secure connections. */
const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('')
