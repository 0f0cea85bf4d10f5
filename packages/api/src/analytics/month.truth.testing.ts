import { DAY } from '@carillon/contract'

/** The subject of what is counted of all channels together. */
export const WHOLE = 'instance'

/** What truly came to pass: every reader by name, every number by day. It forgets nothing and estimates nothing. */
export class Truth {
  readonly #numbers = new Map<string, Map<number, Map<string, number>>>()
  readonly #once = new Set<string>()

  add(subject: string, instant: number, name: string, by = 1): void {
    const day = Math.floor(instant / DAY)
    const days = this.#numbers.get(subject) ?? new Map<number, Map<string, number>>()
    this.#numbers.set(subject, days)
    const numbers = days.get(day) ?? new Map<string, number>()
    days.set(day, numbers)
    numbers.set(name, (numbers.get(name) ?? 0) + by)
  }

  /** Whether this reader hasn't been counted there today. */
  isFirst(subject: string, instant: number, of: string, reader: string): boolean {
    const key = `${Math.floor(instant / DAY)} ${subject} ${of} ${reader}`
    if (this.#once.has(key)) return false
    this.#once.add(key)
    return true
  }

  on(subject: string, day: number, name: string): number {
    return this.#numbers.get(subject)?.get(day)?.get(name) ?? 0
  }

  sum(subject: string, name: string, from = 0, to = Infinity): number {
    let sum = 0
    for (const [day, numbers] of this.#numbers.get(subject) ?? []) {
      if (day >= from && day <= to) sum += numbers.get(name) ?? 0
    }
    return sum
  }

  /** Those below `prefix`, summed up by what follows it. */
  below(subject: string, prefix: string, from = 0, to = Infinity): Map<string, number> {
    const sums = new Map<string, number>()
    for (const [day, numbers] of this.#numbers.get(subject) ?? []) {
      if (day < from || day > to) continue
      for (const [name, by] of numbers) {
        const key = name.slice(prefix.length)
        if (name.startsWith(prefix)) sums.set(key, (sums.get(key) ?? 0) + by)
      }
    }
    return sums
  }
}
