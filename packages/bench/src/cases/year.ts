import { openDatabase } from '@carillon/api'
import { accounts, channels, handles, members, Names } from '@carillon/api/bench'
import { DAY } from '@carillon/contract'
import Sqlite from 'libsql'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Year } from '../counted.ts'
import { openInstance } from '../instance.ts'
import { createRandom } from '../random.ts'
import { spreadOf, timeEach } from '../ratio.ts'
import { type Case, round as digits } from './types.ts'

const FOLLOWERS = 1_000_000
const CHANNELS = 10_000
/** One channel of so many is written, and counted for all of them. */
const SAMPLE = 25
const DAYS = 365
const CALLS = 30
const LAST = Math.floor(Date.now() / DAY)

/** A2, A3: what a year costs to look at, and to keep. */
export const year: Case = async (_, rounds) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'carillon-bench-year-'))
  try {
    const path = join(dataDir, 'carillon.db')
    await makeChannels(path)
    const file = new Sqlite(path)
    file.exec('PRAGMA synchronous = OFF')
    const kept = keepOthers(file)
    keepFollowers(file)
    file.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    file.close()
    return [await overview(dataDir, rounds), kept]
  } finally {
    await rm(dataDir, { recursive: true })
  }
}

const idOf = (at: number) => `chn_${String(at).padStart(26, '0')}`

async function makeChannels(path: string): Promise<void> {
  const database = await openDatabase(path)
  const at = new Date(LAST * DAY)
  const account = { id: 'acc_bench', name: 'Bench', email: 'bench@carillon.test', emailVerified: true }
  await database.transaction(async (tx) => {
    await tx.insert(accounts).values({ ...account, createdAt: at, updatedAt: at, operator: true, creator: true })
    for (let channel = 0; channel <= CHANNELS / SAMPLE; channel += 1) {
      const [id, handle] = [idOf(channel), `channel_${channel}`]
      const profile = { name: handle, description: '', category: 'music', listed: true, access: 'open' } as const
      const rest = { retentionDays: 30, createdAt: LAST * DAY, updatedAt: LAST * DAY, followers: FOLLOWERS }
      await tx.insert(channels).values({ id, handle, ...profile, ...rest })
      await tx.insert(handles).values({ handle, channelId: id })
      await tx.insert(members).values({ channelId: id, accountId: account.id, role: 'owner', since: LAST * DAY })
    }
  })
  await database.close()
}

/** A year of some channels, of which each has as many followers as its place among all of them leaves it. */
function keepOthers(file: Sqlite.Database) {
  const names = new Names({ rows: () => [] })
  const numbers = new Year(file, names, createRandom(1))
  const before = sizeOf(file)
  const rows = { days: 0, postDays: 0 }
  file.exec('BEGIN')
  for (let at = 1; at <= CHANNELS / SAMPLE; at += 1) {
    const size = { followers: FOLLOWERS / (at * SAMPLE), posts: at % 2 === 0 ? 52 : 156, days: DAYS }
    const { days, postDays } = numbers.write(idOf(at), LAST, size)
    rows.days += days
    rows.postDays += postDays
  }
  file.exec('COMMIT')
  const megabytes = ((sizeOf(file) - before) * SAMPLE) / 1_000_000
  numbers.write(idOf(0), LAST, { followers: FOLLOWERS, posts: 730, days: 2 * DAYS })
  const write = file.prepare('INSERT INTO count_names (id, name) VALUES (?, ?)')
  for (const name of names.unwritten()) write.run([names.idOf(name), name])
  const spread = `the n-th largest of ${digits(FOLLOWERS)} ÷ n followers, of whom a twentieth reads on a day; one or three posts a week`
  const details = `${digits(rows.days)} days of channels and ${digits(rows.postDays)} of posts, times ${SAMPLE}; ${spread}`
  const target = { at: 'most' as const, value: 500 }
  const what = `A year of ${digits(CHANNELS)} channels in the database`
  return { id: 'A3', what, unit: 'MB' as const, value: spreadOf([megabytes]), target, details }
}

function sizeOf(file: Sqlite.Database): number {
  const read = (name: string) => Number(Object.values(file.prepare(`PRAGMA ${name}`).get([]) as object)[0])
  return (read('page_count') - read('freelist_count')) * read('page_size')
}

/** One in ten has muted it or turned its notifications off. */
function keepFollowers(file: Sqlite.Database): void {
  const follower = file.prepare('INSERT INTO followers (id, created_at) VALUES (?, 0)')
  const follow = file.prepare(`INSERT INTO follows (follower_id, channel_id, followed_at, read_at, muted_until, notify)
    VALUES (?, ?, 0, 0, ?, ?)`)
  file.exec('BEGIN')
  for (let at = 0; at < FOLLOWERS; at += 1) {
    const id = `flw_${String(at).padStart(26, '0')}`
    follower.run([id])
    follow.run([id, idOf(0), at % 20 === 0 ? Number.MAX_SAFE_INTEGER : null, at % 20 === 1 ? 0 : 1])
  }
  file.exec('COMMIT')
}

async function overview(dataDir: string, rounds: number) {
  const { api, close } = await openInstance(dataDir)
  try {
    const name = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
    const input = { handle: 'channel_0', span: { from: name(LAST - DAYS + 1), to: name(LAST) } }
    const ask = () => api.analytics.overview({ ...input, timeZone: 'Europe/Paris' })
    await timeEach(CALLS, ask)
    const medians = []
    for (let round = 0; round < rounds; round += 1) medians.push(spreadOf(await timeEach(CALLS, ask)).median)
    const { now } = await ask()
    const what = `Overview of a year of a channel with ${digits(FOLLOWERS)} followers, against the year before`
    const details = `in process, median of ${CALLS} in each round; ${digits(now.views)} views, ${digits(now.posts)} posts, one follower in ten silent`
    const target = { at: 'most' as const, value: 30 }
    return { id: 'A2', what, unit: 'ms' as const, value: spreadOf(medians), target, details }
  } finally {
    await close()
  }
}
