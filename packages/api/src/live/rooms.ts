import type { Seat } from './seat.ts'

/** Who is to be told of what: a room a channel, one for those who know but its profile, one for its team, and one a follower. */
export const profileOf = (channelId: string) => `profile ${channelId}`
/** For `null` it is that of the instance. */
export const teamOf = (channelId: string | null) => `team ${channelId ?? ''}`
export const roomOf = (followerId: string) => `follower ${followerId}`

export class Rooms {
  readonly #rooms = new Map<string, Set<Seat>>()

  seatsIn(name: string): Seat[] {
    return [...(this.#rooms.get(name) ?? [])]
  }

  has(name: string): boolean {
    return this.#rooms.has(name)
  }

  /** Puts a seat into these rooms, and into no others. */
  move(seat: Seat, names: ReadonlySet<string>): void {
    for (const name of seat.rooms) if (!names.has(name)) this.#leave(seat, name)
    for (const name of names) {
      const room = this.#rooms.get(name) ?? new Set()
      room.add(seat)
      this.#rooms.set(name, room)
    }
    seat.rooms = names
  }

  #leave(seat: Seat, name: string): void {
    const room = this.#rooms.get(name)
    room?.delete(seat)
    if (room?.size === 0) this.#rooms.delete(name)
  }
}
