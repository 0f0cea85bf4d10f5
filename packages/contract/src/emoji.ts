/** Free of zod, so that pages can tell an emoji from other characters too. */

const ONE = /^\p{RGI_Emoji}$/v

/** Whether it is one emoji, as Unicode recommends that all systems show them. */
export function isEmoji(text: string): boolean {
  return ONE.test(text)
}
