import type { ReadContent, Variant } from '@carillon/contract'
import { filledPlaces, type PollDraft } from '../../polls/draft.ts'
import type { Attached } from '../attached/attached.ts'
import type { Draft } from '../draft.ts'

/** A draft in one more language. Descriptions are kept by the id of what they describe, whose place may change. */
export type VariantDraft = { language: string; text: string; alts: Record<string, string>; poll: PollWords }
/** Options by their place among those of the poll. */
export type PollWords = { question: string; options: string[]; explanation: string }

export const noPollWords = (): PollWords => ({ question: '', options: [], explanation: '' })

/** What the post is described by in words, in its order. */
export function describedIn(attached: Attached | null): { id: string; kind: 'photo' | 'video'; alt: string }[] {
  return attached?.kind === 'shown' ? attached.items : []
}

/** Of a post that is changed. */
export function variantDraftsOf(content: ReadContent, attached: Attached | null): VariantDraft[] {
  const variants = ('variants' in content && content.variants) || []
  const items = describedIn(attached)
  return variants.map(({ language, text, alts, poll }) => ({
    language,
    text,
    alts: Object.fromEntries(items.map(({ id }, at) => [id, alts[at] ?? ''])),
    poll: { ...noPollWords(), ...poll, options: [...(poll?.options ?? [])] },
  }))
}

/** What is sent: a language in which nothing is said is none. */
export function variantsOf(draft: Draft): Variant[] {
  const { attached, variants } = draft
  if (attached?.kind === 'sticker') return []
  if (attached?.kind === 'poll') return variants.flatMap((variant) => pollVariantOf(attached.poll, variant))
  const items = describedIn(attached)
  return variants
    .map(({ language, text, alts }) => ({
      language,
      text: text.trim(),
      alts: items.map(({ id }) => alts[id]?.trim() ?? ''),
      poll: null,
    }))
    .filter(({ text, alts }) => text !== '' || alts.some((alt) => alt !== ''))
}

/** What isn't said in this language is asked as it was written first. */
function pollVariantOf(poll: PollDraft, { language, poll: words }: VariantDraft): Variant[] {
  const said = [words.question, ...words.options].some((word) => word?.trim())
  if (!said) return []
  const options = filledPlaces(poll).map((at) => words.options[at]?.trim() || poll.options[at]!.trim())
  const question = words.question.trim() || poll.question.trim()
  const explanation = poll.mode === 'quiz' ? words.explanation.trim() || poll.explanation.trim() : ''
  return [{ language, text: '', alts: [], poll: { question, options, explanation } }]
}
