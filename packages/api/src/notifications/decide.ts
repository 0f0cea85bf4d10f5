import { clockAt } from '@carillon/contract/wallclock'
import type { Due } from './due.ts'
import { holdUntil, type Settings } from './quiet.ts'

/** What is told at once to one browser: one post, or several that were gathered. */
export type Letter = { to: Due; rows: Due[] }

export type Decision = {
  letters: Letter[]
  /** Not to be told any more. */
  dropped: string[]
  held: { ids: string[]; until: number }[]
  /** How many notifications of a day each follower with a cap has had, on any device. */
  counts: { followerId: string; day: string; sent: number }[]
}

/** What becomes of that which is due, by what each follower has chosen. */
export function decide(due: Due[], now: number): Decision {
  const decision: Decision = { letters: [], dropped: [], held: [], counts: [] }
  decision.dropped.push(...due.filter(({ wanted }) => !wanted).map(({ id }) => id))
  const wanted = due.filter((one) => one.wanted)
  for (const one of wanted) if (!one.settings) decision.letters.push({ to: one, rows: [one] })
  const choosy = Map.groupBy(
    wanted.filter((one) => one.settings),
    ({ followerId }) => followerId,
  )
  for (const rows of choosy.values()) decideFor(rows[0]!.settings!, rows, now, decision)
  return decision
}

function decideFor(settings: Settings, due: Due[], now: number, decision: Decision): void {
  const ready = due.filter((one) => {
    const until = holdUntil(settings, now, one.gathered)
    if (until !== null) decision.held.push({ ids: [one.id], until })
    return until === null
  })
  const budget = new Budget(settings, now)
  const post = (one: Due) => (one.gathered ? 'gathered' : one.postId)
  for (const rows of Map.groupBy(ready, post).values()) {
    if (!budget.allows(rows)) decision.dropped.push(...rows.map(({ id }) => id))
    else decision.letters.push(...lettersOf(rows))
  }
  if (budget.changed) decision.counts.push({ followerId: settings.followerId, day: budget.day, sent: budget.sent })
}

function lettersOf(rows: Due[]): Letter[] {
  return [...Map.groupBy(rows, ({ targetId }) => targetId).values()].map((of) => ({ to: of[0]!, rows: of }))
}

/** What a follower's cap leaves of their day. */
class Budget {
  readonly day: string
  sent: number
  changed = false
  readonly #cap: number | null

  constructor({ dailyCap, timeZone, sentOn, sent }: Settings, now: number) {
    this.#cap = dailyCap
    this.day = dailyCap === null ? '' : clockAt(now, timeZone).date
    this.sent = sentOn === this.day ? sent : 0
  }

  /** One notification, on however many devices; what is tried again was counted. */
  allows(rows: Due[]): boolean {
    if (this.#cap === null || rows.some(({ attempts }) => attempts > 0)) return true
    if (this.sent >= this.#cap) return false
    this.sent += 1
    this.changed = true
    return true
  }
}
