import type { Locale } from '@carillon/contract'
import { commandContext, type Core } from '../core/context.ts'
import { dayOf } from '../core/keys.ts'
import { dayName } from './days.ts'
import { readOverview } from './overview.ts'
import { mondayOf } from './summary.ts'
import { weekInWords } from './weekly.words.ts'

/**
 * Tells those who wished it how their channels did last week; who left the team is told nothing. Whoever was to be told
 * while nobody ran is told of the last week alone.
 */
export async function sendWeekly(core: Core): Promise<void> {
  const monday = mondayOf(dayOf(core.now()))
  const week = { from: monday - 7, to: monday - 1 }
  for (const [channelId, accountId, email, name, handle, followers, locale] of core.db.rows(DUE, [monday])) {
    const channel = { id: channelId as string, handle: handle as string, followers: Number(followers) }
    const overview = await readOverview(commandContext(core), channel, week, 'UTC')
    const link = `${core.origin}/console/c/${handle as string}/analytics?from=${dayName(week.from)}&to=${dayName(week.to)}`
    const words = weekInWords(locale as Locale, { ...overview, name: name as string, link })
    // Said before it is sent: rather none than two.
    await core.db.transaction(async (tx) => void core.db.run(tx, TOLD, [monday, channelId, accountId]))
    await core.mailer.send({ to: email as string, ...words }).catch((error: { code?: string }) => {
      core.log.error('mail.failed', { kind: 'weekly', code: error.code ?? 'unknown' })
    })
  }
}

const DUE = `SELECT channels.id, accounts.id, email, channels.name, handle, followers, locale
  FROM weekly_summaries
  JOIN members ON members.channel_id = weekly_summaries.channel_id AND members.account_id = weekly_summaries.account_id
  JOIN channels ON channels.id = weekly_summaries.channel_id
  JOIN accounts ON accounts.id = weekly_summaries.account_id
  WHERE next_week < ? AND channels.archived = 0`
const TOLD = 'UPDATE weekly_summaries SET next_week = ? WHERE channel_id = ? AND account_id = ?'
