import { LIMITS } from '@carillon/contract'
import type { Attached } from './attached.ts'

/** What doesn't go with what is there, by the words that say so. */
export type Misfit = 'tooMany' | 'together' | 'notShown'

export type Sorted = { shown: File[]; misfit?: Misfit }

/** What becomes of files that are chosen, pasted or dropped together, beside what is attached already. */
export function sortFiles(files: File[], attached: Attached | null): Sorted {
  const shown = files.filter((file) => file.type.startsWith('image/'))
  if (files.length === 0) return { shown: [] }
  if (shown.length === 0) return { shown: [], misfit: 'notShown' }
  if (attached && attached.kind !== 'shown') return { shown: [], misfit: 'together' }
  const room = LIMITS.albumMax - (attached?.items.length ?? 0)
  if (shown.length > room) return { shown: shown.slice(0, room), misfit: 'tooMany' }
  return shown.length < files.length ? { shown, misfit: 'together' } : { shown }
}
