import { LIMITS, type StickerPack } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { asFailure } from '../failure.ts'
import { uploadSticker } from '../upload.ts'
import { guessEmoji } from './emoji.ts'
import { refreshPacks } from './queries.ts'

/** A file on its way into a pack; it stays in sight while it can't get there. */
export type Coming = { id: number; file: File; alone: boolean; share: number; failure?: string }

/** What a sticker is found by until somebody says better. */
const UNSAID = '🔔'

let count = 0

/**
 * Takes files into a pack one after another, so that they stand in the order in which they were chosen. Whoever added
 * one alone is asked for its emoji; of several, those of each are a press away.
 */
export function createAdding(pack: () => StickerPack, onAdded: (stickerId: string) => void) {
  const [coming, setComing] = createSignal<Coming[]>([])
  let line = Promise.resolve()
  const change = (id: number, changes: Partial<Coming>) =>
    setComing((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  const dismiss = (id: number) => setComing((all) => all.filter((one) => one.id !== id))

  async function send({ id, file, alone }: Coming): Promise<void> {
    if (!coming().some((one) => one.id === id)) return
    const { handle, id: packId } = pack()
    try {
      const emoji = [(await guessEmoji(file.name)) ?? UNSAID]
      const sticker = await uploadSticker(handle, packId, emoji, file, { progress: (share) => change(id, { share }) })
      await refreshPacks()
      dismiss(id)
      if (alone) onAdded(sticker.id)
    } catch (error) {
      change(id, { failure: asFailure(error).message })
    }
  }
  const queue = (one: Coming) => (line = line.then(() => send(one)))

  return {
    coming,
    /** How many more it takes. */
    room: () => LIMITS.packStickersMax - pack().stickers.length - coming().filter(({ failure }) => !failure).length,
    add(files: File[]): void {
      const added = files.map((file): Coming => ({ id: (count += 1), file, alone: files.length === 1, share: 0 }))
      setComing((all) => [...all, ...added])
      for (const one of added) void queue(one)
    },
    again(one: Coming): void {
      const { failure: _, ...fresh } = one
      setComing((all) => all.map((other) => (other.id === one.id ? { ...fresh, share: 0 } : other)))
      void queue(one)
    },
    dismiss,
  }
}

export type Adding = ReturnType<typeof createAdding>
