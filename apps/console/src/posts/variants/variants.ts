import type { ReadContent, ReadVariant, Variant } from '@carillon/contract'
import { type Attached, takesText } from '../attached/attached.ts'
import type { Draft } from '../draft.ts'

/** A draft in one more language. Descriptions are kept by the id of what they describe, whose place may change. */
export type VariantDraft = { language: string; text: string; alts: Record<string, string> }

/** What the post is described by in words, in its order. */
export function describedIn(attached: Attached | null): { id: string; kind: 'photo' | 'video'; alt: string }[] {
  return attached?.kind === 'shown' ? attached.items : []
}

/** Of a post that is changed. */
export function variantDraftsOf(content: ReadContent, attached: Attached | null): VariantDraft[] {
  const variants = ('variants' in content && content.variants) || []
  const items = describedIn(attached)
  return variants.map(({ language, text, alts }) => ({
    language,
    text,
    alts: Object.fromEntries(items.map(({ id }, at) => [id, alts[at] ?? ''])),
  }))
}

/** What is sent: a language in which nothing is said is none. */
export function variantsOf(draft: Draft): (Variant & ReadVariant)[] {
  if (!takesText(draft.attached)) return []
  const items = describedIn(draft.attached)
  return draft.variants
    .map(({ language, text, alts }) => ({
      language,
      text: text.trim(),
      alts: items.map(({ id }) => alts[id]?.trim() ?? ''),
      poll: null,
    }))
    .filter(({ text, alts }) => text !== '' || alts.some((alt) => alt !== ''))
}
