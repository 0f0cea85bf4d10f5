import { optionsIn } from './ballot.ts'

const HOUR = 3_600_000

type Run = (sql: string, params: unknown[]) => unknown

/** What votes in one poll change, summed up before it is written: one row an option, however many they are. */
export class Tally {
  readonly #votes: Map<string, number>
  readonly #changed = new Set<string>()
  readonly #counts = new Map<number, number>()
  #voters = 0

  /** `votes` are what the voters had chosen before, a bit for each option. */
  constructor(votes: Map<string, number>) {
    this.#votes = votes
  }

  of(voter: string): number {
    return this.#votes.get(voter) ?? 0
  }

  /** Answers whether it is another choice than before. */
  change(voter: string, chosen: number): boolean {
    const before = this.of(voter)
    if (chosen === before) return false
    if ((before === 0) !== (chosen === 0)) this.#voters += before === 0 ? 1 : -1
    for (const option of optionsIn(before ^ chosen)) {
      this.#counts.set(option, (this.#counts.get(option) ?? 0) + (chosen & (1 << option) ? 1 : -1))
    }
    this.#votes.set(voter, chosen)
    this.#changed.add(voter)
    return true
  }

  /** How many more voters there are than before, and votes by option; fewer are below zero. */
  get changed(): { voters: number; options: ReadonlyMap<number, number> } {
    return { voters: this.#voters, options: this.#counts }
  }

  write(run: Run, postId: string, now: number): void {
    if (this.#changed.size === 0) return
    const chosen = [...this.#changed].map((voter) => [voter, this.of(voter)] as const)
    const withdrawn = chosen.flatMap(([voter, options]) => (options === 0 ? [voter] : []))
    if (withdrawn.length < chosen.length) {
      run(WRITE_VOTES, [postId, JSON.stringify(chosen.filter(([, options]) => options !== 0))])
    }
    if (withdrawn.length > 0) run(DELETE_VOTES, [postId, JSON.stringify(withdrawn)])
    run(COUNT_VOTERS, [postId, this.#voters])
    const counts = JSON.stringify([...this.#counts].filter(([, by]) => by !== 0))
    run(COUNT_OPTIONS, [postId, counts])
    run(COUNT_HOUR, [postId, Math.floor(now / HOUR), counts])
  }
}

/** When the hour of the history was over that a count belongs to. */
export const endOfHour = (hour: number) => (hour + 1) * HOUR

const WRITE_VOTES = `INSERT INTO votes (post_id, voter, options)
  SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT (post_id, voter) DO UPDATE SET options = excluded.options`
const DELETE_VOTES = 'DELETE FROM votes WHERE post_id = ? AND voter IN (SELECT value FROM json_each(?))'
const COUNT_VOTERS = `INSERT INTO turnouts (post_id, voters) VALUES (?, ?)
  ON CONFLICT (post_id) DO UPDATE SET voters = voters + excluded.voters`
const COUNT_OPTIONS = `INSERT INTO tallies (post_id, "option", votes)
  SELECT ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT (post_id, "option") DO UPDATE SET votes = votes + excluded.votes`
const COUNT_HOUR = `INSERT INTO hourly_votes (post_id, hour, "option", votes)
  SELECT ?, ?, value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT (post_id, hour, "option") DO UPDATE SET votes = votes + excluded.votes`
