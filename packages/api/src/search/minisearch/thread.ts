import { Worker } from 'node:worker_threads'
import { SearchUnavailable } from '../unavailable.ts'
import type { Call, Calls, Reply } from './protocol.ts'

type Waiting = { resolve(result: never): void; reject(error: Error): void }

/** The worker's calls as promises. When it dies they are all refused, the waiting ones first, and `onDeath` is told. */
export function startThread(onDeath: (error: Error) => void) {
  // A young heap that grows with the first load would be held ever after.
  const resourceLimits = { maxYoungGenerationSizeMb: 8 }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let dead: Error | null = null

  worker.on('message', (reply: Reply) => {
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) call?.reject(new Error(reply.error))
    else call?.resolve(reply.result as never)
  })
  worker.on('error', (cause) => die(new SearchUnavailable('The search worker failed', { cause })))
  worker.on('exit', () => die(new SearchUnavailable('The search worker ended')))

  function die(error: Error): void {
    if (dead) return
    dead = error
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
    onDeath(error)
  }

  return {
    call<Name extends keyof Calls>(name: Name, input: Parameters<Calls[Name]>[0]): Promise<ReturnType<Calls[Name]>> {
      if (dead) return Promise.reject(dead)
      return new Promise((resolve, reject) => {
        const call: Call<Name> = { id: (lastId += 1), name, input }
        waiting.set(call.id, { resolve, reject })
        worker.postMessage(call)
      })
    },
    async close(): Promise<void> {
      await worker.terminate()
    },
  }
}

export type Thread = ReturnType<typeof startThread>
