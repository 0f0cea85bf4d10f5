import type { PollContent } from '@carillon/contract'
import type * as z from 'zod'
import { appRouter } from '../router.ts'
import { openTestInstance } from '../testing/index.ts'

export type PollInput = z.input<typeof PollContent>

export const QUESTION = 'Which bell shall ring at noon?'
export const OPTIONS = ['Great Tom', 'Little Ben', 'Emmanuel']

/** A channel that asks, and readers who come one after another. */
export async function openPolls() {
  const instance = await openTestInstance({ limitFactor: 1_000 })
  const owner = await instance.account('owner', { creator: true })
  const handle = 'bells'
  await instance.as(owner).channels.create({ handle, name: 'Bells', category: 'music' })
  const team = instance.as(owner)

  /** Somebody new; what they do first makes them a follower, whom their cookie would name from then on. */
  function reader() {
    const ctx = instance.ctx()
    return { ctx, calls: appRouter.createCaller(ctx) }
  }

  async function publish(poll: Partial<PollInput> = {}): Promise<string> {
    const content = { kind: 'poll' as const, poll: { question: QUESTION, options: OPTIONS, ...poll } }
    return (await team.posts.publish({ handle, content })).id
  }

  const vote = (calls: ReturnType<typeof reader>['calls'], postId: string, options: number[]) =>
    calls.polls.vote({ handle, postId, options })
  const results = async (calls: ReturnType<typeof reader>['calls'], postId: string) =>
    (await calls.polls.results({ handle, postIds: [postId] })).items[0]!

  return { instance, owner, team, handle, reader, publish, vote, results }
}

export type Polls = Awaited<ReturnType<typeof openPolls>>
export const refused = (code: string) => ({ cause: { code } })
