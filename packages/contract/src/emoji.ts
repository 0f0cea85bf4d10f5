/** Free of zod, so that pages can tell an emoji from other characters too. */

const ONE = /^\p{RGI_Emoji}$/v
/** Says that what stands before it is meant as a picture; some keyboards leave it out, some add it for good measure. */
const AS_PICTURE = '\uFE0F'

/** One emoji, as Unicode recommends that all systems show it; `null` for anything else. */
export function toEmoji(text: string): string | null {
  return [text, text.replaceAll(AS_PICTURE, ''), text + AS_PICTURE].find((form) => ONE.test(form)) ?? null
}
