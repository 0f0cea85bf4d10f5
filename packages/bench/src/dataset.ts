import { createDiskStorage, createKeyStore, openDatabase } from '@carillon/api'
import { accounts, apiKeys, channels, createIds, handles, hashToken, members, seal } from '@carillon/api/bench'
import { CATEGORIES, COUNTRIES, DAY, RETENTION_DAYS } from '@carillon/contract'
import Sqlite from 'libsql'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRandom, makeText } from './random.ts'

/** What the figures are taken on. */
export const SIZE = { channels: 1_000, posts: 1_000_000 }

/** Changes whenever the generator makes something else of the same seed. */
const VERSION = 1
/** Posts are from the last ten days, so that for twenty more nothing of a kept dataset expires. */
const PAST = 10 * DAY
const KEPT_FOR = 15 * DAY

export type Dataset = {
  dataDir: string
  /** The channel with the most posts. */
  handle: string
  /** An API key of that channel that may publish. */
  apiKey: string
}

type Made = { version: number; size: typeof SIZE; at: number; handle: string; apiKey: string }

/** Opens the dataset in `folder`, or makes it: 1,000 channels with 1,000,000 posts, sealed as the server seals them. */
export async function openDataset(folder: string, say: (line: string) => void): Promise<Dataset> {
  const dataDir = join(folder, 'data')
  const known = await readMade(folder)
  if (known && known.at > Date.now() - KEPT_FOR) {
    restore(dataDir, known.at)
    return { dataDir, handle: known.handle, apiKey: known.apiKey }
  }
  say(`Making ${SIZE.posts.toLocaleString('en')} posts in ${SIZE.channels.toLocaleString('en')} channels …`)
  const began = performance.now()
  await rm(folder, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  const now = Date.now()
  const { handle, apiKey } = await generate(dataDir, now)
  const made: Made = { version: VERSION, size: SIZE, at: now, handle, apiKey }
  await writeFile(join(folder, 'made.json.new'), JSON.stringify(made))
  await rename(join(folder, 'made.json.new'), join(folder, 'made.json'))
  say(`Made in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
  return { dataDir, handle, apiKey }
}

/** Takes away what earlier runs published: a channel's size is part of what things cost. */
function restore(dataDir: string, madeAt: number): void {
  const file = new Sqlite(join(dataDir, 'carillon.db'))
  file.pragma('foreign_keys = ON')
  file.prepare('DELETE FROM posts WHERE published_at > ?').run([madeAt])
  file.close()
}

async function readMade(folder: string): Promise<Made | null> {
  const path = join(folder, 'made.json')
  if (!existsSync(path)) return null
  const made = JSON.parse(await readFile(path, 'utf8')) as Made
  return made.version === VERSION && JSON.stringify(made.size) === JSON.stringify(SIZE) ? made : null
}

async function generate(dataDir: string, now: number) {
  const random = createRandom(1)
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256))
  let clock = now - PAST
  const newId = createIds(() => clock, bytes)
  const apiKey = `carillon_${'bench'.padEnd(31, '0')}`
  const database = await openDatabase(join(dataDir, 'carillon.db'))
  const ids: string[] = []
  await database.transaction(async (tx) => {
    const at = new Date(clock)
    const account = { id: newId('acc'), name: 'Bench', email: 'bench@carillon.test', emailVerified: true }
    await tx.insert(accounts).values({ ...account, createdAt: at, updatedAt: at, operator: true, creator: true })
    for (let at = 0; at < SIZE.channels; at += 1) {
      const row = makeChannel(newId('chn'), at, clock, random)
      await tx.insert(channels).values(row)
      await tx.insert(handles).values({ handle: row.handle, channelId: row.id })
      await tx.insert(members).values({ channelId: row.id, accountId: account.id, role: 'owner', since: clock })
      ids.push(row.id)
    }
    const key = { id: newId('key'), secretHash: hashToken(apiKey), channelId: ids[0]!, accountId: account.id }
    await tx.insert(apiKeys).values({ ...key, name: 'Bench', scopes: ['read', 'publish'], createdAt: clock })
  })
  await database.close()

  const keys = createKeyStore(createDiskStorage(join(dataDir, 'keys')), bytes)
  const file = new Sqlite(join(dataDir, 'carillon.db'))
  // Nothing is lost but time if the power fails now.
  file.exec('PRAGMA synchronous = OFF')
  const insert = file.prepare(
    `INSERT INTO posts (id, channel_id, kind, content, silent, published_at, expires_at) VALUES (?, ?, 'text', ?, 0, ?, ?)`,
  )
  for (let made = 0; made < SIZE.posts;) {
    file.exec('BEGIN')
    for (let batch = 0; batch < 10_000 && made < SIZE.posts; batch += 1, made += 1) {
      clock = now - PAST + Math.floor((made / SIZE.posts) * PAST)
      const id = newId('pst')
      const expiresAt = clock + RETENTION_DAYS * DAY
      const text = makeText(random, 40 + Math.floor(random() ** 2 * 700))
      const content = await seal({ keys, random: bytes }, { id, expiresAt }, { kind: 'text', text })
      // Few channels post much: half of all posts come from a tenth of them.
      const channel = ids[Math.floor(random() ** 3.3 * ids.length)]!
      insert.run(id, channel, content, clock, expiresAt)
    }
    file.exec('COMMIT')
  }
  file.exec(`UPDATE channels SET last_post_at = (SELECT max(published_at) FROM posts WHERE channel_id = channels.id)`)
  file.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  file.exec('ANALYZE')
  file.close()
  return { handle: handleOf(0), apiKey }
}

const handleOf = (at: number) => `channel_${at}`

function makeChannel(id: string, at: number, createdAt: number, random: () => number): typeof channels.$inferInsert {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  return {
    id,
    handle: handleOf(at),
    name: makeText(random, 8 + random() * 20),
    description: makeText(random, random() * 200),
    category: pick(CATEGORIES),
    country: pick(COUNTRIES),
    language: pick(['en', 'fr', 'es', 'ar', 'ja', 'ru']),
    listed: true,
    access: 'open',
    retentionDays: RETENTION_DAYS,
    createdAt,
    updatedAt: createdAt,
  }
}
