import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'

const EVERY_MS = 250
const PAGE = 4_096

/** Tells when a process holds more than `limit` bytes, where the system shows that. Answers what ends the watch. */
export function watchMemory({ pid }: ChildProcess, limit: number, tooMuch: () => void): () => void {
  const timer = setInterval(async () => {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ')[1] ?? 0)
    if (pages * PAGE <= limit) return
    clearInterval(timer)
    tooMuch()
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
