import { DAY, LIMITS, type PictureFile } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { produce, unwrap } from 'solid-js/store'
import { now } from '../../interface.ts'
import type { DraftState } from '../draft.ts'
import { isReady, itemsOf, type AnyItem, type Attached, type ShownItem } from './attached.ts'
import { deliver } from './deliver.ts'
import { forgetOldParcels, forgetParcel, recallParcel, type FileKind, type Parcel } from './kept.ts'
import { sortFiles, type Misfit } from './sorting.ts'
import { abandon, transfer } from './transfer.ts'
import { createUploads } from './uploads.ts'
import { waveformOf } from './waveform.ts'

/** What is attached to a draft, and the ways to change it. */
export function createAttaching(state: DraftState, handle: () => string) {
  const uploads = createUploads()
  const [misfit, setMisfit] = createSignal<Misfit>()
  const [asking, ask] = createSignal<'voice' | 'sticker' | null>(null)
  const attached = () => state.draft.attached
  const items = () => (state.draft.attached?.kind === 'shown' ? state.draft.attached.items : [])
  const setItems = (next: ShownItem[]) =>
    state.setDraft({ attached: next.length > 0 ? { kind: 'shown', items: next } : null })
  const change = (id: string, changes: Partial<AnyItem>) =>
    state.setDraft(
      produce((draft) => {
        const found = itemsOf(draft.attached).find((item) => item.id === id)
        if (found) Object.assign(found, changes)
      }),
    )

  function send(parcel: Parcel): void {
    uploads.start(
      parcel.id,
      (hear, signal) => deliver(parcel, handle(), hear, signal),
      ({ file, poster }) => {
        change(parcel.id, { file, at: now(), ...(poster && { poster }) } as Partial<AnyItem>)
        void forgetParcel(parcel.id)
      },
    )
    if (parcel.kind !== 'voice') return
    void waveformOf(parcel.file).then((waveform) => change(parcel.id, { waveform }))
  }
  const begin = (id: string, kind: FileKind, file: Blob) => send({ id, kind, file, at: now() })

  function take(id: string): void {
    uploads.stop(id)
    void recallParcel(id).then(async (parcel) => {
      await forgetParcel(id)
      if (parcel?.url) await abandon(parcel.url)
    })
  }

  /** What was on its way when this page was left goes on. */
  async function takeUp(): Promise<void> {
    void forgetOldParcels(now() - DAY)
    for (const { id, file } of itemsOf(attached())) {
      if (file !== null || state.lost.includes(id)) continue
      const parcel = await recallParcel(id)
      if (parcel && !uploads.journey(id) && itemsOf(attached()).some((item) => item.id === id)) send(parcel)
    }
  }
  void takeUp()

  return {
    uploads,
    attached,
    /** The photos and videos among it. */
    items,
    /** Why some of what was added last isn't there. */
    misfit,
    /** What is being recorded or chosen, to be attached then. */
    asking,
    ask,
    /** How many photos and videos more there may be. */
    room: () => (attached() && attached()!.kind !== 'shown' ? 0 : LIMITS.albumMax - items().length),
    /** Whether everything is written, and on the server. */
    ready: () => asking() === null && isReady(attached()),

    /** `wanted` is what they were chosen as, if not by what they are. */
    add(files: File[], wanted?: 'voice' | 'document'): void {
      if (files.length === 0) return
      // Nothing that is being recorded gets lost for what is dropped beside it.
      const sorted = asking() === 'voice' ? null : sortFiles(files, attached(), wanted)
      setMisfit(sorted ? sorted.misfit : 'together')
      const added = (sorted?.files ?? []).map(({ file, kind }) => ({ file, item: newItem(kind, file.name) }))
      if (added.length > 0) ask(null)
      const shown = added.flatMap(({ item }) => (item.kind === 'photo' || item.kind === 'video' ? [item] : []))
      const [alone] = added.flatMap(({ item }) => (item.kind === 'voice' || item.kind === 'document' ? [item] : []))
      if (shown.length > 0) setItems([...items(), ...shown])
      if (alone) state.setDraft({ attached: { kind: alone.kind, item: alone } as Attached })
      for (const { file, item } of added) begin(item.id, item.kind, file)
    },
    /** Another file in the place of one. */
    replace(item: AnyItem, file: File): void {
      take(item.id)
      change(item.id, { name: file.name, file: null, at: 0 })
      begin(item.id, item.kind, file)
    },
    attach(next: Attached): void {
      setMisfit(undefined)
      ask(null)
      state.setDraft({ attached: next })
    },
    change,
    /** A picture that stands for something: on the server at once. */
    sendPicture: (picture: Blob) =>
      transfer<PictureFile>(picture, {
        kind: 'photo',
        handle: handle(),
        hear() {},
        signal: new AbortController().signal,
      }),
    /** Puts what stands at a place in another one. */
    move(from: number, to: number): void {
      const next = [...unwrap(items())]
      next.splice(to, 0, ...next.splice(from, 1))
      setItems(next)
    },
    remove(id: string): void {
      take(id)
      setMisfit(undefined)
      if (attached()?.kind === 'shown') setItems(items().filter((item) => item.id !== id))
      else state.setDraft({ attached: null })
    },
    clear(): void {
      for (const { id } of itemsOf(attached())) take(id)
      setMisfit(undefined)
      ask(null)
      state.setDraft({ attached: null })
    },
  }
}

export type Attaching = ReturnType<typeof createAttaching>

function newItem(kind: FileKind, name: string): AnyItem {
  const chosen = { id: newId(), name, file: null, at: 0 }
  switch (kind) {
    case 'photo':
      return { ...chosen, kind, alt: '' }
    case 'video':
      return { ...chosen, kind, alt: '', poster: null }
    case 'voice':
      return { ...chosen, kind, waveform: [] }
    case 'document':
      return { ...chosen, kind }
  }
}

/** Not `randomUUID`, which browsers keep to secure connections. */
const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('')
