import type { FollowedChannel } from '@carillon/contract'

/** A channel's newest live post, as one line in each of its languages, the one it was written in first. */
export type Head = {
  id: string
  kind: string
  lines: { language: string | null; text: string }[]
  expiresAt: number
}
export type LastPost = FollowedChannel['lastPost']

/** Channels whose newest post is remembered. */
const MOST = 5_000

/**
 * The newest posts of channels, so that a list of two hundred doesn't unseal two hundred posts each time. In memory
 * only; gone when something in the channel changes, and never given out past the post's time.
 */
export class Heads {
  readonly #now: () => number
  readonly #heads = new Map<string, { head: Head | null | undefined }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** `null` for a channel without a live post, `undefined` where it isn't known. */
  find(channelId: string): Head | null | undefined {
    const head = this.#heads.get(channelId)?.head
    if (!head || this.#now() < head.expiresAt) return head
    this.#heads.delete(channelId)
    return undefined
  }

  /** To be called before it is read; what answers keeps what was read, if nothing changed meanwhile. */
  begin(channelId: string): (head: Head | null) => void {
    const place: { head: Head | null | undefined } = { head: undefined }
    this.#heads.delete(channelId)
    this.#heads.set(channelId, place)
    if (this.#heads.size > MOST) this.#heads.delete(this.#heads.keys().next().value!)
    return (head) => {
      if (this.#heads.get(channelId) === place) place.head = head
    }
  }

  /** Says that a change in this channel was committed. */
  changed(channelId: string): void {
    this.#heads.delete(channelId)
  }
}
