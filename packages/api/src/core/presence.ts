/** Who is at work on what at this moment. In memory only: it is nobody's history. */
export interface Presence {
  /** Says that somebody is at it, and answers with the names of the others. */
  beat(place: string, who: Person): string[]
  leave(place: string, who: Person): void
}

type Person = { id: string; name: string }

/** Whoever isn't heard of for so long has left, milliseconds. */
const LIVES = 20_000

export function createPresence(now: () => number): Presence {
  /** By place and person. */
  const seen = new Map<string, Map<string, { name: string; at: number }>>()

  function forgetOld(): void {
    const oldest = now() - LIVES
    for (const [place, people] of seen) {
      for (const [id, { at }] of people) if (at <= oldest) people.delete(id)
      if (people.size === 0) seen.delete(place)
    }
  }

  return {
    beat(place, { id, name }) {
      forgetOld()
      const people = seen.get(place) ?? new Map<string, { name: string; at: number }>()
      seen.set(place, people.set(id, { name, at: now() }))
      return [...people].filter(([other]) => other !== id).map(([, other]) => other.name)
    },
    leave(place, { id }) {
      const people = seen.get(place)
      people?.delete(id)
      if (people?.size === 0) seen.delete(place)
    },
  }
}
