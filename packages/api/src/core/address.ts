const MAX_ADDRESS = 2_048
/** What our markup takes for the end of a link, or for the sentence around it. */
const OUTSIDE_LINK = /[`]|[.,;:!?'*_~)]+$/g

/**
 * An address of the web as a bare link that our markup reads to its end; `null` for scripts, files and whatever else
 * isn’t one.
 */
export function webAddress(text: string | undefined | null, base: string): string | null {
  if (!text) return null
  const url = URL.parse(text.trim(), base)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname || url.username || url.password) return null
  const href = url.href.replace(OUTSIDE_LINK, (marks) => [...marks].map(percent).join(''))
  return href.length <= MAX_ADDRESS ? href : null
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
