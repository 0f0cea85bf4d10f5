import { fork, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { AppError } from '../core/errors.ts'
import type { FileJob, TakenFile } from './files/take.ts'
import { watchMemory } from './pipeline.memory.ts'
import type { DrawnSticker, StickerJob } from './pipeline.sticker.ts'
import type { Done, Job, PhotoJob, ProcessedPhoto, WorkerAnswer } from './pipeline.worker.ts'

/**
 * Processes and not threads: a thread that is inside libvips can't be ended, a crash there takes the server along, and
 * only a process gives its memory back.
 */
const IDLE_MS = 10_000
const START_MS = 30_000
const NOT_STARTED = 'The media worker did not start'

/** Below whatever answers requests. */
const NICE = 15

type Waiting = { job: Job; timeoutMs: number; resolve(done: Done): void; reject(error: Error): void }
type Worker = { process: ChildProcess; ready: boolean; task: Waiting | null; timer: NodeJS.Timeout | null }

type Run = {
  (job: PhotoJob): Promise<ProcessedPhoto>
  (job: StickerJob): Promise<DrawnSticker>
  (job: FileJob, timeoutMs: number): Promise<TakenFile>
}
/** One queue for whatever is read: pictures, films, documents. `memory`: bytes a worker may have, where it can be told. */
export type Pool = { run: Run; close(): Promise<void> }
type Limits = { workers: number; timeoutMs: number; memory?: number }

export function createPool(script: URL, limits: Limits): Pool {
  const queue: Waiting[] = []
  const pool = new Set<Worker>()
  let closed = false

  function dispatch(): void {
    while (queue.length > 0) {
      const idle = [...pool].find((worker) => !worker.task)
      const worker = idle ?? (pool.size < limits.workers ? start() : null)
      if (!worker) return
      give(worker, queue.shift()!)
    }
  }

  function start(): Worker {
    // Nothing of our environment is the worker's business. Two arenas, or glibc keeps one a thread and never shrinks.
    const env = { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2', VIPS_WARNING: '0' }
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
    const child = fork(script, { env, execArgv: [], serialization: 'advanced', stdio: [...stdio] })
    const worker: Worker = { process: child, ready: false, task: null, timer: null }
    pool.add(worker)
    child.on('message', (answer: WorkerAnswer) => {
      if (answer === 'ready') began(worker)
      else if (worker.task) settle(worker, worker.task, answer)
    })
    child.once('error', (error) => lose(worker, error))
    child.once('exit', () => lose(worker, worker.ready ? new AppError(deathOf(worker)) : new Error(NOT_STARTED)))
    child.once('spawn', () => lower(child.pid!))
    if (limits.memory) {
      const tooMuch = () => lose(worker, new AppError('media.document_too_complex'))
      child.once('exit', watchMemory(child, limits.memory, tooMuch))
    }
    child.unref()
    child.channel?.unref()
    return worker
  }

  /** A job's time runs from when its worker could begin. */
  function began(worker: Worker): void {
    worker.ready = true
    after(worker, worker.task?.timeoutMs ?? limits.timeoutMs, () => lose(worker, new AppError('media.timeout')))
  }

  function give(worker: Worker, task: Waiting): void {
    worker.task = task
    if (worker.ready) began(worker)
    else after(worker, START_MS, () => lose(worker, new Error(NOT_STARTED)))
    worker.process.send(task.job, (error) => error && lose(worker, error))
  }

  function settle(worker: Worker, task: Waiting, answer: Exclude<WorkerAnswer, 'ready'>): void {
    worker.task = null
    after(worker, IDLE_MS, () => lose(worker)).unref()
    if ('done' in answer) task.resolve(answer.done)
    else task.reject(new AppError(answer.code))
    dispatch()
  }

  /** Ends a worker, whose job fails alone; the next job gets a new one. */
  function lose(worker: Worker, error?: Error): void {
    if (!pool.delete(worker)) return
    clearTimeout(worker.timer ?? undefined)
    worker.process.kill('SIGKILL')
    if (error) worker.task?.reject(error)
    worker.task = null
    dispatch()
  }

  function after(worker: Worker, milliseconds: number, act: () => void): NodeJS.Timeout {
    clearTimeout(worker.timer ?? undefined)
    return (worker.timer = setTimeout(act, milliseconds))
  }

  return {
    run: ((job: Job, timeoutMs: number = limits.timeoutMs) => {
      if (closed) return Promise.reject(new Error('The media pipeline is closed'))
      return new Promise<Done>((resolve, reject) => {
        queue.push({ job, timeoutMs, resolve, reject })
        dispatch()
      })
    }) as Run,
    async close() {
      closed = true
      const reason = new Error('The media pipeline is closed')
      for (const task of queue.splice(0)) task.reject(reason)
      const exits = [...pool].map(({ process }) => {
        process.ref()
        return new Promise((resolve) => process.once('exit', resolve))
      })
      for (const worker of pool) lose(worker, reason)
      await Promise.all(exits)
    },
  }
}

const isFile = (job: Job): job is FileJob => 'input' in job

const deathOf = ({ task }: Worker) => (task && isFile(task.job) ? 'media.damaged' : 'media.unreadable')

function lower(pid: number): void {
  try {
    setPriority(pid, NICE)
  } catch {
    // It has ended already, or the system doesn't let us: it only was a courtesy.
  }
}
