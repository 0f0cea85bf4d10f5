import type { Channel } from '@carillon/contract'
import type { Surroundings } from '../site/island.tsx'
import { channelProfile } from './profile.ts'
import { SHELL_HANDLE } from './slots.ts'

/** Fills the shell in the browser, where it came from a host that serves files and knows no channels. */
export function fillByScript(channel: Channel, { words, locale }: Surroundings): void {
  document.title = `${channel.name} (@${channel.handle})`
  document.getElementById('profile')!.innerHTML = channelProfile(channel, words, locale).text
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>(`a[href*="${SHELL_HANDLE}"]`)) {
    anchor.href = anchor.href.replace(SHELL_HANDLE, channel.handle)
  }
}
