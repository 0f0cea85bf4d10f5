import { createDiskStorage, createKeyStore, openDatabase } from '@carillon/api'
import { channels, FIRST_POSTS, openContent } from '@carillon/api/bench'
import { createClient, type InValue } from '@libsql/client'
import Sqlite from 'libsql'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compare, rate, spreadOf, timeEach } from '../ratio.ts'
import { type Case, range, round } from './types.ts'

const CALLS = 3_000
const PAGE = 20

const STATEMENT = `SELECT id, channel_id, kind, content, silent, published_at, edited_at, expires_at, pinned_at FROM posts
  WHERE channel_id = ? AND expires_at > ? ORDER BY published_at DESC, id DESC LIMIT ?`

/** B3: the query behind a page, as the application asks it, against the bare drivers; then what unsealing it costs. */
export const uncachedList: Case = async (dataset, rounds) => {
  const path = join(dataset.dataDir, 'carillon.db')
  const db = await openDatabase(path)
  const keys = createKeyStore(createDiskStorage(join(dataset.dataDir, 'keys')), () => new Uint8Array(32))
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 })
  const driver = new Sqlite(path)
  try {
    const all = await db.read.select({ id: channels.id }).from(channels)
    let turn = 0
    const next = () => all[(turn += 7) % all.length]!.id
    const now = Date.now()
    const ours = () => rate(CALLS, () => FIRST_POSTS(db, { channelId: next(), now, limit: PAGE + 1 }))
    const args = (): InValue[] => [next(), now, PAGE + 1]
    const byClient = () => rate(CALLS, () => client.execute({ sql: STATEMENT, args: args() }))
    const compiled = driver.prepare<unknown[]>(STATEMENT).raw(true)
    const byDriver = () => rate(CALLS, () => compiled.all(...args()))

    const against = async (theirs: () => Promise<number>) => {
      const { ratio, ours: own, theirs: other } = await compare(rounds, ours, theirs)
      const details = `${round(own.median)} (${range(own)}) ÷ ${round(other.median)} (${range(other)}) a second`
      return { value: ratio, details }
    }
    const page = FIRST_POSTS(db, { channelId: all[0]!.id, now, limit: PAGE })
    const unseal = () => Promise.all(page.map((row) => openContent({ keys } as Parameters<typeof openContent>[0], row)))
    await timeEach(500, unseal)
    const medians = []
    for (let at = 0; at < rounds; at += 1) medians.push(spreadOf(await timeEach(300, unseal)).median * 1000)
    const what = 'Uncached list in process, before unsealing ÷ the same statement'
    return [
      {
        id: 'B3',
        what: `${what} through the driver in use, compiled once`,
        unit: 'ratio',
        target: { at: 'least', value: 0.8 },
        ...(await against(byDriver)),
      },
      {
        id: 'B3',
        what: `${what} through @libsql/client`,
        unit: 'ratio',
        target: { at: 'least', value: 0.8 },
        ...(await against(byClient)),
      },
      {
        id: 'B3',
        what: 'Unsealing a page of 20 posts',
        unit: 'µs',
        target: { at: 'most', value: 400 },
        value: spreadOf(medians),
        details: 'median of 300 pages in each round',
      },
    ]
  } finally {
    driver.close()
    client.close()
    await db.close()
  }
}
