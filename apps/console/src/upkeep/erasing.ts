import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { wordsNow } from '../interface.ts'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { refreshErasures, refreshVitals } from './queries.ts'

// Of the whole console and not of its page: it goes on when its page is left.
const [erasing, setErasing] = createSignal(false)

/** Whether an erasure that was asked for here has still to be answered. */
export const isErasing = erasing

/** Erases what is past its time, and says what came of it; `confirmClock` says that the clock is right. */
export async function eraseNow(confirmClock: boolean): Promise<void> {
  if (erasing()) return
  setErasing(true)
  const { upkeep } = wordsNow()
  try {
    const run = await api.instance.erase.mutate({ confirmClock })
    if (run.held > 0) notify(upkeep.heldNow)
    else notify(run.posts > 0 ? upkeep.erasedNow(run.posts) : upkeep.nothingNow)
  } catch (error) {
    const failure = asFailure(error)
    // The way there may give up on an answer that takes minutes; the server goes on.
    notifyFailure(failure.code === 'offline' ? { ...failure, message: upkeep.lost } : failure)
  } finally {
    setErasing(false)
    await Promise.all([refreshVitals(), refreshErasures()])
  }
}
