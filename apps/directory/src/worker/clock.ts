import { openKept, type Clock } from './kept.ts'

const SECOND = 1_000

/**
 * Takes the server's time from an answer to what was sent at `sentAt`. It is told in whole seconds, so the latest that
 * it can have been counts: what expires is hidden too early by a moment rather than too late.
 */
export async function setClock(answer: Response, sentAt: number): Promise<void> {
  const told = Date.parse(answer.headers.get('Date') ?? '')
  if (Number.isNaN(told)) return
  const then = told + SECOND + Number(answer.headers.get('Age') ?? 0) * SECOND
  const clock: Clock = { ahead: then - sentAt, latest: told }
  await (await openKept()).put('clock', clock, 'server')
}

/** The server's time, as far as it is known. Setting this device's clock back doesn't set it back. */
export async function serverNow(): Promise<number> {
  const kept = await openKept()
  const { ahead, latest } = (await kept.get('clock', 'server')) ?? { ahead: 0, latest: 0 }
  const now = Date.now() + ahead
  if (now <= latest) return latest
  await kept.put('clock', { ahead, latest: now }, 'server')
  return now
}
