import { commandContext, openDatabase } from '@carillon/api'
import { createCaller } from '@carillon/api/commands'
import Sqlite from 'libsql'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIZE } from '../dataset.ts'
import { openInstance } from '../instance.ts'
import { compare, type Spread, spreadOf, timeEach } from '../ratio.ts'
import { type Case, type Figure, range, round } from './types.ts'

const CALLS = 200
const FOLLOWED = 200
const PAGE = 20
const FOLLOWER = `flw_${'0'.repeat(26)}`
/** Posts of each channel in the small copy. */
const FEW = 50

/**
 * B9: Updates of somebody who follows two hundred channels against the page of one channel, both through the router and
 * as nobody has them ready; then against the same where there is little else.
 */
export const updatesPage: Case = async (dataset, rounds) => {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-small-'))
  await bringUpToDate(dataset.dataDir)
  follow(dataset.dataDir)
  try {
    await copySmall(dataset.dataDir, folder)
    const [large, small] = [await openCalls(dataset.dataDir), await openCalls(folder)]
    try {
      const ratios = [
        { what: `÷ a channel page of ${PAGE}`, most: 3, ...(await compare(rounds, large.updates, large.channel)) },
        {
          what: `÷ the same where there are ${round(FOLLOWED * FEW)} posts in place of ${round(SIZE.posts)}`,
          most: 1.5,
          ...(await compare(rounds, large.updates, small.updates)),
        },
      ]
      return ratios.map((one) => figure(one))
    } finally {
      await large.close()
      await small.close()
    }
  } finally {
    unfollow(dataset.dataDir)
    await rm(folder, { recursive: true })
  }
}

type Compared = { what: string; most: number; ratio: Spread; ours: Spread; theirs: Spread }

function figure({ what, most, ratio, ours, theirs }: Compared): Figure {
  const micros = ({ median, min, max }: Spread) => {
    const [at, least, largest] = [median * 1000, min * 1000, max * 1000]
    return `${round(at)} (${range({ median: at, min: least, max: largest })})`
  }
  return {
    id: 'B9',
    what: `Updates page for a follower of ${FOLLOWED} channels ${what}`,
    value: ratio,
    unit: 'ratio',
    target: { at: 'most', value: most },
    details: `${micros(ours)} ÷ ${micros(theirs)} µs`,
  }
}

/** Milliseconds that one call takes. */
async function openCalls(dataDir: string) {
  const { core, close } = await openInstance(dataDir)
  const reader = createCaller({ ...commandContext(core), followerId: FOLLOWER })
  const { channels } = await reader.updates.list({})
  if (channels.length !== FOLLOWED || channels.every(({ unread }) => unread === 0))
    throw new Error('follows too little')
  let turn = 0
  const next = () => channels[(turn += 7) % channels.length]!
  const median = async (call: () => unknown) => spreadOf(await timeEach(CALLS, call)).median
  return {
    updates: () => median(() => reader.updates.list({ limit: PAGE })),
    channel: () => median(() => reader.posts.list({ handle: next().handle, limit: PAGE })),
    close,
  }
}

/** Gives the database there, or a new one, the present schema. */
async function bringUpToDate(dataDir: string): Promise<void> {
  await (await openDatabase(join(dataDir, 'carillon.db'))).close()
}

/** Every fifth channel, busy ones and quiet ones; read up to yesterday. */
function follow(dataDir: string): void {
  const file = new Sqlite(join(dataDir, 'carillon.db'))
  const now = Date.now()
  file.prepare('INSERT OR IGNORE INTO followers (id, created_at) VALUES (?, ?)').run([FOLLOWER, now])
  const step = Math.floor(SIZE.channels / FOLLOWED)
  const readAt = `(SELECT max(published_at) FROM posts) - 86400000`
  file
    .prepare(
      `INSERT OR IGNORE INTO follows (follower_id, channel_id, followed_at, read_at)
       SELECT ?, id, ?, ${readAt} FROM channels WHERE rowid % ? = 0 LIMIT ?`,
    )
    .run([FOLLOWER, now, step, FOLLOWED])
  file.close()
}

function unfollow(dataDir: string): void {
  const file = new Sqlite(join(dataDir, 'carillon.db'))
  file.pragma('foreign_keys = ON')
  file.prepare('DELETE FROM followers WHERE id = ?').run([FOLLOWER])
  file.close()
}

/** The channels that are followed with the newest posts of each, and nothing else. */
async function copySmall(from: string, to: string): Promise<void> {
  await bringUpToDate(to)
  await symlink(join(from, 'keys'), join(to, 'keys'))
  const file = new Sqlite(join(to, 'carillon.db'))
  file.exec(`ATTACH '${join(from, 'carillon.db')}' AS large`)
  file.exec('PRAGMA synchronous = OFF')
  const take = (table: string, where: string) => {
    file.exec(`INSERT INTO main.${table} SELECT * FROM large.${table} WHERE ${where}`)
  }
  const followed = '(SELECT channel_id FROM large.follows)'
  take('accounts', 'true')
  take('channels', `id IN ${followed}`)
  take('handles', `channel_id IN ${followed}`)
  take('followers', 'true')
  take('follows', 'true')
  for (const [id] of file.prepare<unknown[]>('SELECT id FROM channels').raw(true).all([]) as string[][]) {
    take(
      'posts',
      `id IN (SELECT id FROM large.posts WHERE channel_id = '${id}' ORDER BY published_at DESC LIMIT ${FEW})`,
    )
  }
  file.exec('ANALYZE main')
  file.close()
}
