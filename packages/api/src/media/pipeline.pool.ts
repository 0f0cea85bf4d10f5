import { fork, type ChildProcess } from 'node:child_process'
import { AppError } from '../core/errors.ts'
import type { DrawnSticker, StickerJob } from './pipeline.sticker.ts'
import type { PhotoJob, ProcessedPhoto, WorkerAnswer } from './pipeline.worker.ts'

/**
 * Processes and not threads: a thread that is inside libvips can't be ended, a crash there takes the server along, and
 * only a process gives its memory back.
 */
const IDLE_MS = 10_000
const START_MS = 10_000
const NOT_STARTED = 'The photo worker did not start'

type Job = PhotoJob | StickerJob
type Waiting = { job: Job; resolve(drawn: ProcessedPhoto | DrawnSticker): void; reject(error: Error): void }
type Worker = { process: ChildProcess; ready: boolean; task: Waiting | null; timer: NodeJS.Timeout | null }

export type PhotoPool = {
  run(job: PhotoJob): Promise<ProcessedPhoto>
  drawSticker(job: StickerJob): Promise<DrawnSticker>
  close(): Promise<void>
}

export function createPhotoPool(script: URL, limits: { workers: number; timeoutMs: number }): PhotoPool {
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
    child.once('exit', () => lose(worker, worker.ready ? new AppError('media.unreadable') : new Error(NOT_STARTED)))
    child.unref()
    child.channel?.unref()
    return worker
  }

  /** A job's time runs from when its worker could begin. */
  function began(worker: Worker): void {
    worker.ready = true
    after(worker, limits.timeoutMs, () => lose(worker, new AppError('media.timeout')))
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
    if ('photo' in answer) task.resolve(answer.photo)
    else if ('sticker' in answer) task.resolve(answer.sticker)
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

  function add<Drawn>(job: Job): Promise<Drawn> {
    if (closed) return Promise.reject(new Error('The photo pipeline is closed'))
    return new Promise<Drawn>((resolve, reject) => {
      queue.push({ job, resolve: resolve as Waiting['resolve'], reject })
      dispatch()
    })
  }

  return {
    run: (job) => add<ProcessedPhoto>(job),
    drawSticker: (job) => add<DrawnSticker>(job),
    async close() {
      closed = true
      const reason = new Error('The photo pipeline is closed')
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
