import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** SQL and what its question marks stand for. */
export type Statement = [sql: string, params: unknown[]]
export type Asked = 'PASSIVE' | 'TRUNCATE' | 'end' | Statement[]
type Answer = { answer: unknown; failed?: undefined } | { failed: { message: string; code?: string } }

/** The thread with a connection of its own; one thing at a time. */
export class AsideThread {
  readonly #worker: Worker
  readonly #failed: Promise<never>
  #last: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#worker = new Worker(new URL('./aside.worker.ts', import.meta.url), {
      workerData: path,
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
    })
    this.#failed = once(this.#worker, 'error').then(([error]) => Promise.reject(error))
    this.#failed.catch(() => {})
  }

  /** Resolves when nothing is asked of it: whoever then holds the writer's turn doesn't wait for a checkpoint. */
  async idle(): Promise<void> {
    await this.#last.catch(() => {})
  }

  /** Answers how many pages the log has. */
  carryOver(how: 'PASSIVE' | 'TRUNCATE' = 'PASSIVE'): Promise<number> {
    return this.#ask(how) as Promise<number>
  }

  /** All of them in one transaction; answers the rows of each. */
  write(statements: Statement[]): Promise<unknown[][][]> {
    return this.#ask(statements) as Promise<unknown[][][]>
  }

  /** It closes the file itself: cut short, it might leave that locked. */
  async end(): Promise<void> {
    const ended = once(this.#worker, 'exit')
    if (this.#worker.threadId < 0) return
    this.#worker.postMessage('end' satisfies Asked)
    await ended
  }

  #ask(asked: Asked): Promise<unknown> {
    const answered = this.#last.catch(() => {}).then(() => this.#send(asked))
    this.#last = answered
    return answered
  }

  async #send(asked: Asked): Promise<unknown> {
    const answered = once(this.#worker, 'message') as Promise<[Answer]>
    this.#worker.postMessage(asked)
    const [said] = await Promise.race([answered, this.#failed])
    if (said.failed) throw Object.assign(new Error(said.failed.message), { code: said.failed.code })
    return said.answer
  }
}
