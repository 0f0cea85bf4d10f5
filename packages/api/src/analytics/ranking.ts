import type { RankChannels, RankedChannels } from '@carillon/contract'
import type { Ctx } from '../core/context.ts'
import { nextTurn } from '../core/turns.ts'
import { dayNumber } from './days.ts'

/** Channels looked at in one turn of the event loop. */
const A_TURN = 200

/** The channels of the instance that had the most, for its operators. */
export async function rankChannels(ctx: Ctx, { span, by, limit }: RankChannels): Promise<RankedChannels> {
  const [from, to] = [dayNumber(span.from), dayNumber(span.to)]
  const items: RankedChannels['items'] = []
  for (let last = ''; ;) {
    const rows = ctx.db.rows(SUMS, [from, to, last, A_TURN])
    for (const [, handle, name, followers, views, reach, gained, lost] of rows) {
      const counts = { followers, gained, lost, reach: Math.round(Number(reach) / (to - from + 1)), views }
      items.push({ handle, name, ...counts } as RankedChannels['items'][number])
    }
    items.sort((a, b) => b[by] - a[by] || (a.handle < b.handle ? -1 : 1)).splice(limit)
    if (rows.length < A_TURN) return { items }
    last = rows.at(-1)![0] as string
    await nextTurn()
  }
}

const SUMS = `SELECT channels.id, handle, name, followers, coalesce(sum(views), 0), coalesce(sum(reach), 0),
    coalesce(sum(gained), 0), coalesce(sum(lost), 0)
  FROM (SELECT subject.id AS subject, channels.* FROM channels LEFT JOIN count_subjects AS subject ON subject.key = channels.id
    WHERE channels.id > ?3 ORDER BY channels.id LIMIT ?4) AS channels
  LEFT JOIN count_days ON subject_id = subject AND day BETWEEN ?1 AND ?2
  GROUP BY channels.id ORDER BY channels.id`
