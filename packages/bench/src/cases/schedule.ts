import { channels, drafts, insertDraft, prepareDraft } from '@carillon/api/bench'
import { clockAt } from '@carillon/contract/wallclock'
import { setTimeout } from 'node:timers/promises'
import { openInstance } from '../instance.ts'
import { spreadOf } from '../ratio.ts'
import type { Case } from './types.ts'

const POSTS = 1_000
/** How long before that time they are planned, milliseconds. */
const AHEAD = 10_000

type Instance = Awaited<ReturnType<typeof openInstance>>

/** B14: many channels plan for the same minute; from that to the moment at which the last of their posts is out. */
export const scheduled: Case = async (dataset, rounds) => {
  const instance = await openInstance(dataset.dataDir)
  const { core, publisher } = instance
  try {
    const all = await core.db.read.select({ id: channels.id }).from(channels).limit(POSTS)
    publisher.start()
    const taken: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const due = await plan(instance, all)
      await setTimeout(due - Date.now())
      await publisher.settle()
      const left = await core.db.read.$count(drafts)
      if (left > 0) throw new Error(`${left} posts have not gone out`)
      const [last] = core.db.rows('SELECT max(published_at) FROM posts', [])
      taken.push(Number(last![0]) - due)
    }
    const what = `${POSTS.toLocaleString('en')} posts of as many channels scheduled for the same minute, until the last is out`
    const target = { at: 'most', value: 20_000 } as const
    const details = 'text, each published as a durable commit of up to 32'
    return [{ id: 'B14', what, unit: 'ms', value: spreadOf(taken.slice(1)), target, details }]
  } finally {
    await publisher.stop()
    await instance.close()
  }
}

async function plan({ core }: Instance, all: { id: string }[]): Promise<number> {
  const scheduledAt = Date.now() + AHEAD
  const timing = { scheduledAt, clock: clockAt(scheduledAt, 'UTC'), timeZone: 'UTC' }
  const about = { silent: false, sourceId: null, discardAt: null, ...timing }
  const prepared = await Promise.all(
    Array.from({ length: POSTS }, (_, at) => {
      const content = { kind: 'text' as const, text: `Post ${at} of the benchmark` }
      return prepareDraft(core, all[at % all.length]!.id, content, about)
    }),
  )
  await core.db.transaction(async (tx) => {
    for (const draft of prepared) await insertDraft(core, tx, draft)
  })
  core.scheduled()
  if (Date.now() > scheduledAt) throw new Error('it took too long to plan them all')
  return scheduledAt
}
