import type { FollowedChannel } from '@carillon/contract'

/** What everybody who follows a channel sees of it in their list. */
export type Head = {
  channel: Omit<FollowedChannel, Own | 'lastPost'>
  /** What it is written in where a post doesn't say. */
  language: string | null
  /** The newest live post as one line in each of its languages, the one it was written in first. */
  last: { id: string; kind: string; lines: { language: string | null; text: string }[]; expiresAt: number } | null
  /** When the newest live posts were published, the newest first, and the ids of the first of them. */
  times: number[]
  ids: string[]
  /** When the first of all that expires. */
  until: number
}
type Own = 'unread' | 'readAt' | 'followedAt' | 'mutedUntil' | 'pinned' | 'notify'

/** Channels whose head is kept. */
const MOST = 5_000

/**
 * Heads of channels, so that a list of two hundred doesn't count and unseal the posts of two hundred channels each time.
 * In memory only; one is gone when something in its channel changes, and isn't given out past the time of a post in it.
 */
export class Heads {
  readonly #now: () => number
  readonly #heads = new Map<string, { head?: Head }>()

  constructor(now: () => number) {
    this.#now = now
  }

  find(channelId: string): Head | undefined {
    const head = this.#heads.get(channelId)?.head
    if (!head || this.#now() < head.until) return head
    this.#heads.delete(channelId)
    return undefined
  }

  /** To be called before it is read; what answers keeps what was read, if nothing changed meanwhile. */
  begin(channelId: string): (head: Head) => void {
    const place: { head?: Head } = {}
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
