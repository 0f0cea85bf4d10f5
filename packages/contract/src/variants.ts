import * as z from 'zod'
import { LanguageCode } from './channels.ts'
import { LIMITS } from './limits.ts'
import { PollTexts } from './polls.ts'
import { text } from './text.ts'

/** A post in one more language. What is left empty stands as it was written. */
export const Variant = z.object({
  language: LanguageCode,
  text: text(LIMITS.postText).default(''),
  /** Descriptions of what it shows, in that order. */
  alts: z.array(text(LIMITS.altText)).max(LIMITS.albumMax).default([]),
  poll: PollTexts.nullable().default(null),
})
export type Variant = z.infer<typeof Variant>

export const Variants = z
  .array(Variant)
  .max(LIMITS.variants)
  .check(({ value, issues }) => {
    const twice = value.findIndex(({ language }, at) => value.findIndex((other) => other.language === language) < at)
    if (twice >= 0) issues.push({ code: 'custom', input: value, path: [twice, 'language'] })
  })

export const ReadVariant = z.object({
  language: z.string(),
  text: z.string(),
  alts: z.array(z.string()),
  poll: z
    .object({
      question: z.string(),
      options: z.array(z.string()),
      /** Of a quiz, and for its team alone while it is a draft. */
      explanation: z.string().optional(),
    })
    .nullable(),
})
export type ReadVariant = z.infer<typeof ReadVariant>
