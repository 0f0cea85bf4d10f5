/** An answer that is the same for everybody, kept as the bytes that were sent. */
export type SharedAnswer = {
  /** Names and values in turn, as `writeHead` takes them. */
  headers: string[]
  etag: string
  body: Buffer
  /** When it was made. A clock that was set back knows nothing of it. */
  from: number
  /** From this instant on it is made anew: something in it may be past its time. */
  until: number
  /** Procedures that it answers, for limits. */
  calls: number
}

type Kept = SharedAnswer & { channels: string[]; begun: number }

/** Answers are made anew after this long even if nothing happened, milliseconds. */
export const LONGEST_SHARED = 30_000

/** Bytes of all answers together with what they are kept by, and of the largest one. */
const MOST = { all: 32 * 2 ** 20, one: 2 ** 18 }
/** Channels whose last change is remembered. */
const REMEMBERED = 10_000

/**
 * Answers that many share, until one of their channels changes. Each carries the count of changes at which reading for
 * it began: what was read before a change and kept after it is never given out.
 */
export class SharedAnswers {
  readonly #now: () => number
  readonly #answers = new Map<string, Kept>()
  readonly #changes = new Map<string, number>()
  #count = 0
  #forgotten = 0
  #bytes = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** To be called before the first read of an answer. */
  begin(): number {
    return this.#count
  }

  find(url: string): SharedAnswer | null {
    const kept = this.#answers.get(url)
    if (!kept) return null
    const now = this.#now()
    if (kept.from <= now && now < kept.until && this.#isCurrent(kept)) return kept
    this.#drop(url, kept)
    return null
  }

  keep(url: string, answer: Kept): void {
    if (sizeOf(url, answer) > MOST.one || answer.until <= this.#now() || !this.#isCurrent(answer)) return
    const before = this.#answers.get(url)
    if (before) this.#drop(url, before)
    this.#answers.set(url, answer)
    this.#bytes += sizeOf(url, answer)
    for (const [oldest, kept] of this.#answers) {
      if (this.#bytes <= MOST.all) break
      this.#drop(oldest, kept)
    }
  }

  /** Says that a change in this channel was committed. */
  changed(channelId: string): void {
    this.#count += 1
    this.#changes.set(channelId, this.#count)
    if (this.#changes.size <= REMEMBERED) return
    this.#changes.clear()
    this.#forgotten = this.#count
  }

  #isCurrent({ channels, begun }: Pick<Kept, 'channels' | 'begun'>): boolean {
    return begun >= this.#forgotten && channels.every((id) => (this.#changes.get(id) ?? 0) <= begun)
  }

  #drop(url: string, kept: Kept): void {
    this.#answers.delete(url)
    this.#bytes -= sizeOf(url, kept)
  }
}

/** Addresses and headers count too: whoever asks chooses how long the first are, and how many. */
function sizeOf(url: string, { headers, body }: SharedAnswer): number {
  return headers.reduce((size, part) => size + part.length, url.length + body.length)
}

/** What one request's reads have said of their answers: shared only if each of its procedures is. */
export class Sharing {
  readonly begun: number
  readonly channels: string[] = []
  /** Procedures of the request, and those of them that are shared. */
  calls = 0
  shared = 0
  until = Infinity

  constructor(begun: number) {
    this.begun = begun
  }

  /** Says that what this procedure answers is the same for everybody, up to an instant at most. */
  add(channelId: string, until: number): void {
    this.channels.push(channelId)
    this.until = Math.min(this.until, until)
    this.shared += 1
  }

  get isWhole(): boolean {
    return this.calls > 0 && this.calls === this.shared
  }
}
