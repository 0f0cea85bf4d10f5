import type { Channel } from '@carillon/contract'
import type { Locale } from '@carillon/contract/lists'
import { WORDS } from '../site/catalogue.ts'
import { dataScript } from '../site/html.ts'
import { channelHead } from './head.ts'
import { channelProfile } from './profile.ts'
import { SHELL_DATA, SHELL_HANDLE, SHELL_HEAD, SHELL_PROFILE } from './slots.ts'

/** `postId` where the page is that of one post. */
type Place = { origin: string; locale: Locale; postId?: string | undefined }

/** The page of a channel, from the shell in that language. `origin` has no slash at the end. */
export function fillShell(shell: string, channel: Channel, { origin, locale, postId }: Place): string {
  const page = postId ? `${channel.handle}/${postId}` : channel.handle
  const filled = [
    [SHELL_HEAD, channelHead(channel, page, origin, locale).text],
    [SHELL_PROFILE, channelProfile(channel, WORDS[locale], locale).text],
    [SHELL_DATA, dataScript(channel).text],
  ] as const
  // The links first: what a channel says of itself must not be searched for the marker.
  return filled.reduce((page, [slot, text]) => fill(page, slot, text), shell.replaceAll(SHELL_HANDLE, page))
}

function fill(page: string, slot: { start: string; end: string }, text: string): string {
  const from = page.indexOf(slot.start) + slot.start.length
  const to = page.indexOf(slot.end, from)
  if (from < slot.start.length || to === -1) throw new Error(`the shell has no place ${slot.start}`)
  return page.slice(0, from) + text + page.slice(to)
}
