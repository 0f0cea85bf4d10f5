import type { Core } from '../core/context.ts'
import type { Dispatcher } from '../outbox/service.ts'
import type { Doubt } from '../posts/doubt.ts'
import { forgetEvents } from '../retention/events.ts'
import { type ExpiryReport, expirePosts } from '../retention/expire.ts'
import { type ErasureCause, recordHeld } from '../retention/runs.ts'
import { judgeClock, noteTime } from '../retention/time.ts'
import { pruneSourceItems } from '../sources/items.ts'
import { forgetDeliveries } from '../webhooks/deliveries.ts'

/** Either what was erased, or why nothing was. */
export type NightReport = { held: Doubt; erased: null } | { held: null; erased: ExpiryReport }

/**
 * What happens each night, at every start, and when an operator asks: everything that is past its time goes. Where the
 * clock is in doubt nothing goes, because what a wrong clock destroys doesn't come back with the right one.
 */
export function runNight(core: Core, dispatcher: Dispatcher, cause: ErasureCause): Promise<NightReport> {
  return core.upkeep.alone(async () => {
    const held = await judgeClock(core)
    if (held) {
      await recordHeld(core, cause, held)
      core.log.error('retention.held', { posts: held.due, milliseconds: held.ahead })
      return { held, erased: null }
    }
    await noteTime(core)
    // Before the posts themselves, after which the database's log is emptied: nothing of this is left in it either.
    await core.db.aside(async () => {
      await forgetDeliveries(core)
      await forgetEvents(core)
      await pruneSourceItems(core)
    })
    const erased = await expirePosts(core, cause)
    // At a start nobody takes events yet.
    if (cause !== 'start') await dispatcher.settle()
    await core.db.aside(() => dispatcher.prune(core.now()))
    if (cause !== 'start') await compactSearch(core)
    return { held: null, erased }
  })
}

/** Whether or not anything was erased now: channels are renamed and removed at any time. */
async function compactSearch({ search, log }: Core): Promise<void> {
  await search.compact().catch((error: unknown) => log.error('search.not_compacted', { reason: String(error) }))
}
