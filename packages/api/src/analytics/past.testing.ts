import { POST_KINDS, type PostKind } from '@carillon/contract/lists'
import { type Database, openDatabase, type Tx } from '../core/database.ts'
import { add, addAll, type Counts, pack } from './counts.ts'
import { Names } from './names.ts'

const DAY = 86_400_000
const SOURCES = { directory: 0.3, link: 0.28, search: 0.2, forward: 0.1, qr: 0.06, feed: 0.04, embed: 0.02 }
const COUNTRIES = { IE: 0.5, GB: 0.2, FR: 0.14, US: 0.1, ES: 0.05, IS: 0.0004 }
const LANGUAGES = { en: 0.7, fr: 0.2, es: 0.1 }
const EMOJI = { '👍': 0.5, '❤️': 0.3, '😂': 0.15, '🙏': 0.05 }

/**
 * Gives a channel of a closed instance a past, the same each time, as if it had been counted by the day: as many days
 * as that, up to the one before `now`, with a post on each.
 */
export async function fillPast(file: string, handle: string, now: number, days: number): Promise<void> {
  const db = await openDatabase(file)
  const names = new Names(db)
  const [channelId, present] = db.row('SELECT id, followers FROM channels WHERE handle = ?', [handle])!
  const today = Math.floor(now / DAY)
  const chance = chances()
  const past: { day: number; counts: Counts; post: ReturnType<typeof postOf> }[] = []
  for (let day = today - days, followers = 400; day < today; day += 1) {
    const counts = dayOf(day, followers, chance)
    followers = counts.get('followers')!
    past.push({ day, counts, post: postOf(day, counts, chance) })
  }
  const written = past.map((one) => ({ ...one, packed: pack(names, one.counts), post: packed(names, one.post) }))
  await db.transaction(async (tx) => {
    names.write(db, tx, names.unwritten())
    const channel = subject(db, tx, [channelId, channelId, null, null, 0])
    const instance = subject(db, tx, ['instance', null, null, null, 0])
    for (const { day, counts, packed: bytes, post } of written) {
      const of = (name: string) => counts.get(name) ?? 0
      for (const id of [channel, instance])
        db.run(tx, DAYS, [id, day, bytes, of('views'), of('reach'), of('gained'), of('lost')])
      const own = subject(db, tx, [
        `pst_${`${day}`.padStart(26, '0')}`,
        channelId,
        post.kind,
        day * DAY + 30_000_000,
        post.views,
      ])
      db.run(tx, DAYS, [own, day, post.packed, post.views, 0, 0, 0])
    }
    db.run(tx, 'UPDATE channels SET followers = ? WHERE handle = ?', [
      Math.max(Number(present), past.at(-1)!.counts.get('followers')!),
      handle,
    ])
  })
  await db.close()
}

function dayOf(day: number, followers: number, chance: () => number): Counts {
  const counts: Counts = new Map()
  const week = 1 + 0.25 * Math.sin((day / 7) * 2 * Math.PI)
  const some = (mean: number) => Math.round(mean * week * (0.7 + 0.6 * chance()))
  const [reach, gained, lost] = [some(followers * 0.45), some(6), some(2)]
  const views = some(reach * 2.4)
  const plain = { reach, views, gained, lost, 'reach.followers': Math.round(reach * 0.7), clicks: some(30) }
  const more = { reactions: some(views / 20), votes: some(12), forwards: some(5), mutes: some(1) }
  for (const [name, count] of Object.entries({ ...plain, ...more })) add(counts, name, count)
  counts.set('followers', followers + gained - lost)
  for (let hour = 0; hour < 24; hour += 1) {
    const warmth = Math.exp(-((hour - 7.5) ** 2) / 6) + 1.4 * Math.exp(-((hour - 19) ** 2) / 9)
    add(counts, `views.hour.${hour}`, Math.round((views * warmth) / 15))
  }
  for (const [of, whole] of Object.entries({ reach, gained })) {
    for (const [way, parts] of Object.entries({ source: SOURCES, country: COUNTRIES, language: LANGUAGES })) {
      for (const [key, share] of Object.entries(parts))
        add(counts, `${of}.${way}.${key}`, Math.floor(whole * share + chance()))
    }
  }
  for (const [emoji, share] of Object.entries(EMOJI))
    add(counts, `reaction.${emoji}`, Math.round(counts.get('reactions')! * share))
  return counts
}

function postOf(day: number, channel: Counts, chance: () => number) {
  const counts: Counts = new Map()
  const kind = POST_KINDS[day % POST_KINDS.length]!
  const views = Math.round(channel.get('views')! * (0.4 + 0.3 * chance()))
  add(counts, 'views', views)
  for (let hour = 0; hour < 48; hour += 1) add(counts, `views.hour.${hour}`, Math.round(views * 0.12 * 0.88 ** hour))
  for (const [name, share] of Object.entries({ reactions: 0.05, forwards: 0.01, gained: 0.005 }))
    add(counts, name, Math.round(views * share))
  for (const [emoji, share] of Object.entries(EMOJI)) add(counts, `reaction.${emoji}`, Math.round(views * 0.05 * share))
  const ballot = [0.12, 0.07, 0.02].map((share) => Math.round(views * share))
  if (kind === 'poll') {
    add(counts, 'votes', Math.round(views * 0.2))
    addAll(counts, new Map(ballot.map((votes, option) => [`option.${option}`, votes])))
  } else addAll(counts, new Map(ballot.map((clicks, link) => [`click.${link}`, clicks])))
  add(counts, 'clicks', kind === 'poll' ? 0 : ballot.reduce((sum, clicks) => sum + clicks, 0))
  return { kind, views, counts }
}

const packed = (names: Names, { kind, views, counts }: { kind: PostKind; views: number; counts: Counts }) => ({
  kind,
  views,
  packed: pack(names, counts),
})

/** Numbers from 0 to 1, in the same order each time. */
function chances(): () => number {
  let state = 7
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

function subject(db: Database, tx: Tx, values: unknown[]): number {
  return Number(db.run(tx, SUBJECT, values)[0]![0])
}

const SUBJECT = `INSERT INTO count_subjects (key, channel_id, kind, published_at, views) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id`
const DAYS = `INSERT INTO count_days (subject_id, day, counts, views, reach, gained, lost) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO NOTHING`
