import { DAY } from '@carillon/contract'
import { createEffect } from 'solid-js'
import { createStore } from 'solid-js/store'
import { forget, recall, remember } from '../storage.ts'
import { type Attached, itemsOf } from './attached/attached.ts'
import type { LinkDraft } from './link/link.ts'
import type { VariantDraft } from './variants/variants.ts'

export type Draft = {
  text: string
  silent: boolean
  attached: Attached | null
  link: LinkDraft | null
  variants: VariantDraft[]
}

export const EMPTY: Draft = { text: '', silent: false, attached: null, link: null, variants: [] }

/**
 * What is being written, kept in this browser under its name until it is published or discarded: it outlives
 * reloads, errors and sign-outs. `initial` is what there is before anything is written.
 */
export function createDraft(name: string, now: number, initial: Draft = EMPTY) {
  const kept = recallDraft(name)
  const lost = kept ? takeLost(kept, now) : []
  const unchanged = JSON.stringify(initial)
  const [draft, setDraft] = createStore<Draft>(kept ?? structuredClone(initial))
  const changed = () => JSON.stringify(draft) !== unchanged
  createEffect(() => {
    if (changed()) remember(name, JSON.stringify(draft))
    else forget(name)
  })
  return {
    draft,
    setDraft,
    /** Whether there is something to lose. */
    changed,
    /** Ids of the files that waited for longer than the server keeps them. */
    lost,
    /** Begins anew, with nothing or with what was begun with; `text` is what stays of what was written. */
    reset(text = initial.text): void {
      setDraft({ ...structuredClone(initial), text })
    },
  }
}

export type DraftState = ReturnType<typeof createDraft>

export function draftName(accountId: string, channelId: string, postId?: string): string {
  return ['draft', accountId, channelId, postId].filter(Boolean).join('.')
}

function recallDraft(name: string): Draft | null {
  try {
    const kept = JSON.parse(recall(name) ?? 'null')
    const { text, silent, attached, link, variants } = { ...EMPTY, ...kept }
    return kept && { text, silent, attached, link, variants }
  } catch {
    return null
  }
}

/** What waited too long is no file any more; its place and its words stay. */
function takeLost(draft: Draft, now: number): string[] {
  const lost = itemsOf(draft.attached).filter((item) => item.at > 0 && now - item.at > DAY)
  for (const item of lost) item.file = null
  const link = draft.link?.shown
  if (link && link.at > 0 && now - link.at > DAY) link.picture = null
  return lost.map((item) => item.id)
}
