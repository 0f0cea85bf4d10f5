import { DAY, type Post, type PostContent, type Upload } from '@carillon/contract'
import { captionOf } from '@carillon/contract/reading'
import { createEffect } from 'solid-js'
import { createStore } from 'solid-js/store'
import { forget, recall, remember } from '../storage.ts'

export type Draft = {
  text: string
  photo: Upload | null
  /** When the photo was uploaded; 0 for one that is part of a post already. */
  photoAt: number
  alt: string
  silent: boolean
}

const EMPTY: Draft = { text: '', photo: null, photoAt: 0, alt: '', silent: false }

/**
 * What is being written, kept in this browser under its name until it is published or discarded: it outlives
 * reloads, errors and sign-outs. `initial` is what there is before anything is written.
 */
export function createDraft(name: string, now: number, initial: Draft = EMPTY) {
  const kept = recallDraft(name)
  const lost = kept?.photo != null && kept.photoAt > 0 && now - kept.photoAt > DAY
  const [draft, setDraft] = createStore<Draft>({ ...initial, ...kept, ...(lost ? { photo: null } : {}) })
  const changed = () =>
    draft.text !== initial.text ||
    draft.alt !== initial.alt ||
    draft.silent !== initial.silent ||
    draft.photo?.mediaId !== initial.photo?.mediaId
  createEffect(() => {
    const written = JSON.stringify(draft)
    if (changed()) remember(name, written)
    else forget(name)
  })
  return {
    draft,
    setDraft,
    /** Whether there is something to lose. */
    changed,
    /** Whether its photo waited for longer than the server keeps one. */
    lost,
    reset(): void {
      setDraft({ ...initial })
      forget(name)
    },
  }
}

export type DraftState = ReturnType<typeof createDraft>

export function draftName(accountId: string, channelId: string, postId?: string): string {
  return ['draft', accountId, channelId, postId].filter(Boolean).join('.')
}

function recallDraft(name: string): Draft | null {
  try {
    return JSON.parse(recall(name) ?? 'null')
  } catch {
    return null
  }
}

/** A post as a draft to change it by. */
export function draftOf({ content, silent }: Pick<Post, 'content' | 'silent'>): Draft {
  if (content.kind !== 'photo') return { ...EMPTY, text: captionOf(content), silent }
  const { alt, ...photo } = content.photo
  return { text: content.text, photo, photoAt: 0, alt, silent }
}

export function contentOf(draft: Draft): PostContent {
  const { text, photo, alt } = draft
  return photo ? { kind: 'photo', text, photo: { mediaId: photo.mediaId, alt } } : { kind: 'text', text }
}
