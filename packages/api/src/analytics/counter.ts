import type { Visit } from '@carillon/contract'
import { type Change, hourOf, partsOf, type Place } from './changes.ts'
import type { Counting } from './counting.ts'

/** What is counted of what people do, by those who do it: what they say here names nobody. */
export class Counter {
  readonly counting: Counting
  readonly #now: () => number

  constructor(counting: Counting, now: () => number) {
    this.counting = counting
    this.#now = now
  }

  followed(place: Place, visit: Visit): void {
    const changes: Change[] = [{ name: 'gained', by: 1 }, this.#hour('gained', 1), ...partsOf('gained', 1, visit)]
    this.counting.count(place, changes)
  }

  unfollowed(channelId: string): void {
    this.counting.count({ channelId }, [{ name: 'lost', by: 1 }, this.#hour('lost', 1)])
  }

  muted(channelId: string): void {
    this.counting.count({ channelId }, [{ name: 'mutes', by: 1 }])
  }

  forwarded(place: Place, by = 1): void {
    this.counting.count(place, [{ name: 'forwards', by }])
  }

  /** `voters` and `options` are how many more there are now, or fewer. */
  voted(place: Place, voters: number, options: ReadonlyMap<number, number>): void {
    const byOption = [...options].map(([option, by]): Change => ({ name: `option.${option}`, by, of: 'post' }))
    this.counting.count(place, [{ name: 'votes', by: voters }, ...this.#interactions(voters), ...byOption])
  }

  reacted(place: Place, emoji: ReadonlyMap<string, number>): void {
    const byEmoji = [...emoji].map(([one, by]): Change => ({ name: `reaction.${one}`, by }))
    const by = byEmoji.reduce((sum, change) => sum + change.by, 0)
    this.counting.count(place, [{ name: 'reactions', by }, ...this.#interactions(by), ...byEmoji])
  }

  /** Only those that are added: an hour has no room for what is taken back in a later one. */
  #interactions(by: number): Change[] {
    return by > 0 ? [this.#hour('interactions', by)] : []
  }

  #hour(name: string, by: number): Change {
    return { name: `${name}.hour.${hourOf(this.#now())}`, by, of: 'channel' }
  }
}
