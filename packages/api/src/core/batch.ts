import type { Database, Tx } from './database.ts'
import { AppError } from './errors.ts'

/** More of them in one commit would make the first wait for the last. */
const MOST = 256

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }

/**
 * Does all items in one transaction, and says of each what came of it. One that is refused has written nothing. What is
 * to be done once it is on disk goes into `afterwards`.
 */
type Work<Item, Result> = (tx: Tx, items: Item[], afterwards: (() => void)[]) => (Result | AppError)[]

/**
 * Small writes of one kind that come by the thousand. All that arrive while the one before is written are written
 * together, so that what they have in common is done once; each is told when it is on disk.
 */
export class Batch<Item, Result extends object | null> {
  readonly #db: Pick<Database, 'transaction'>
  readonly #work: Work<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  #isAsked = false

  constructor(db: Pick<Database, 'transaction'>, work: Work<Item, Result>) {
    this.#db = db
    this.#work = work
  }

  add(item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    this.#waiting.push({ item, resolve, reject })
    this.#ask()
    return promise
  }

  /** A turn later: by then all requests that had arrived are here. */
  #ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    setImmediate(() => void this.#write())
  }

  async #write(): Promise<void> {
    let taken: Waiting<Item, Result>[] = []
    try {
      const outcomes = await this.#commit(() => {
        taken = this.#take()
        return taken.map(({ item }) => item)
      })
      for (const [at, waiting] of taken.entries()) settle(waiting, outcomes[at]!)
    } catch (error) {
      // Where there was no transaction at all, nobody gets one.
      if (taken.length < 2) for (const { reject } of taken.length > 0 ? taken : this.#take()) reject(error)
      // Let each one find out for itself whether it was to blame.
      else for (const waiting of taken) await this.#writeAlone(waiting)
    }
  }

  async #writeAlone(waiting: Waiting<Item, Result>): Promise<void> {
    try {
      const [outcome] = await this.#commit(() => [waiting.item])
      settle(waiting, outcome!)
    } catch (error) {
      waiting.reject(error)
    }
  }

  async #commit(take: () => Item[]): Promise<(Result | AppError)[]> {
    let afterwards: (() => void)[] = []
    const outcomes = await this.#db.transaction(async (tx) => {
      afterwards = []
      return this.#work(tx, take(), afterwards)
    })
    for (const act of afterwards) act()
    return outcomes
  }

  #take(): Waiting<Item, Result>[] {
    const taken = this.#waiting.splice(0, MOST)
    this.#isAsked = false
    if (this.#waiting.length > 0) this.#ask()
    return taken
  }
}

function settle<Result>({ resolve, reject }: Waiting<unknown, Result>, outcome: Result | AppError): void {
  if (outcome instanceof AppError) reject(outcome)
  else resolve(outcome)
}
