import { LIMITS } from '@carillon/contract'
import type { Attached } from './attached.ts'
import type { FileKind } from './kept.ts'

/** Why some of what was added isn't there, by the words that say so. */
export type Misfit = 'tooMany' | 'together'

export type Sorted = { kind: Attached['kind']; files: { file: File; kind: FileKind }[]; misfit: Misfit | undefined }

/**
 * What becomes of files that are chosen, pasted or dropped together, beside what is attached already: pictures and
 * videos go together, a voice note or a document stands alone. `wanted` is what they were chosen as.
 */
export function sortFiles(files: File[], attached: Attached | null, wanted?: 'voice' | 'document'): Sorted | null {
  if (files.length === 0) return null
  const kinds = files.map((file) => ({ file, kind: wanted ?? kindOf(file) }))
  const shown = kinds.filter(({ kind }) => kind === 'photo' || kind === 'video')
  const first = kinds.find(({ kind }) => kind === 'voice') ?? kinds[0]!
  const group = shown.length > 0 ? shown : [first]
  const kind = shown.length > 0 ? 'shown' : (first.kind as 'voice' | 'document')
  if (attached && (attached.kind !== 'shown' || kind !== 'shown')) return { kind, files: [], misfit: 'together' }
  const room = LIMITS.albumMax - (attached?.items.length ?? 0)
  const taken = group.slice(0, room)
  const misfit = taken.length < group.length ? 'tooMany' : group.length < files.length ? 'together' : undefined
  return { kind, files: taken, misfit }
}

function kindOf({ type }: File): FileKind {
  if (type.startsWith('image/') && type !== 'image/svg+xml') return 'photo'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'voice' : 'document'
}
