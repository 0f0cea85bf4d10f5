import { createIds } from '@carillon/api/bench'
import { DAY, RETENTION_DAYS } from '@carillon/contract'
import Sqlite from 'libsql'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What hangs on each post: a photo in as many widths, votes and reactions of as many followers. */
const HANGING = { objects: 3, votes: 2, reactions: 5 }
/** Objects are encrypted: to whoever deletes them, bytes are bytes. */
const OBJECT = Buffer.alloc(500, 7)
/** In the dataset all posts are text. */
const OURS = `kind = 'photo'`

/** Adds posts with media, votes and reactions that live on until `endPosts` says otherwise. */
export function addExpiring(dataDir: string, count: number): void {
  forgetExpiring(dataDir)
  mkdirSync(join(dataDir, 'objects', 'media'), { recursive: true })
  const file = open(dataDir)
  file.exec('PRAGMA synchronous = OFF')
  const channels = file.prepare('SELECT id FROM channels').raw().all() as [string][]
  const add = {
    post: file.prepare(
      `INSERT INTO posts (id, channel_id, kind, content, silent, published_at, expires_at) VALUES (?, ?, 'photo', ?, 0, ?, ?)`,
    ),
    media: file.prepare(
      `INSERT INTO media (id, channel_id, post_id, state, objects, expires_at) VALUES (?, ?, ?, 'attached', ?, ?)`,
    ),
    vote: file.prepare('INSERT INTO votes VALUES (?, ?, 1)'),
    tally: file.prepare('INSERT INTO tallies VALUES (?, 0, ?)'),
    reaction: file.prepare(`INSERT INTO reactions VALUES (?, ?, '🔔')`),
    counted: file.prepare(`INSERT INTO reaction_counts VALUES (?, '🔔', ?)`),
  }
  const end = Date.now() + RETENTION_DAYS * DAY
  let clock = Date.now() - RETENTION_DAYS * DAY
  const newId = createIds(() => clock, randomBytes)
  const someone = () => randomBytes(20).toString('base64url')
  for (let made = 0; made < count;) {
    file.exec('BEGIN')
    for (let batch = 0; batch < 5_000 && made < count; batch += 1, made += 1, clock += 20) {
      const [[channelId], id] = [channels[(made * 7) % channels.length]!, newId('pst')]
      const objects = Array.from({ length: HANGING.objects }, () => `media/${randomBytes(16).toString('hex')}`)
      for (const object of objects) writeFileSync(join(dataDir, 'objects', object), OBJECT)
      add.post.run(id, channelId, randomBytes(400), clock, end)
      add.media.run(newId('med'), channelId, id, JSON.stringify(objects), end)
      for (let at = 0; at < HANGING.votes; at += 1) add.vote.run(id, someone())
      add.tally.run(id, HANGING.votes)
      for (let at = 0; at < HANGING.reactions; at += 1) add.reaction.run(id, someone())
      add.counted.run(id, HANGING.reactions)
    }
    file.exec('COMMIT')
  }
  file.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  file.close()
}

/** Says that the first so many of them have been over for a second. The server may be running. */
export function endPosts(dataDir: string, count: number): void {
  const file = open(dataDir)
  file.exec(`PRAGMA busy_timeout = 10000`)
  const over = Date.now() - 1_000
  file.exec('BEGIN IMMEDIATE')
  const ids = `SELECT id FROM posts WHERE ${OURS} AND expires_at > ${over} ORDER BY id LIMIT ${count}`
  file.exec(`UPDATE media SET expires_at = ${over} WHERE post_id IN (${ids})`)
  file.exec(`UPDATE posts SET expires_at = ${over} WHERE id IN (${ids})`)
  file.exec('COMMIT')
  file.close()
}

export function countExpiring(dataDir: string): number {
  const file = open(dataDir)
  const [count] = file.prepare(`SELECT count(*) FROM posts WHERE ${OURS}`).raw().get() as [number]
  file.close()
  return count
}

/** Takes away what a run that was cut short has left. */
export function forgetExpiring(dataDir: string): void {
  const file = open(dataDir)
  file.exec('PRAGMA foreign_keys = ON')
  const rows = file.prepare('SELECT objects FROM media').raw().all() as [string][]
  for (const [objects] of rows) {
    for (const object of JSON.parse(objects) as string[]) rmSync(join(dataDir, 'objects', object), { force: true })
  }
  file.exec(`DELETE FROM media; DELETE FROM posts WHERE ${OURS}`)
  file.close()
}

const open = (dataDir: string) => new Sqlite(join(dataDir, 'carillon.db'))
