import { getTRPCErrorFromUnknown } from '@trpc/server'
import { getErrorShape } from '@trpc/server/unstable-core-do-not-import'
import type { IncomingHttpHeaders } from 'node:http'
import type { Core, Ctx } from './core/context.ts'
import { codeOf } from './core/trpc.ts'
import { type Procedure, runProcedure } from './core/procedure.ts'
import { appRouter } from './router.ts'
import { fewHeaders, requestContext } from './http/context.ts'
import { retryHeader, statusOf } from './http/errors.ts'

/** What comes by the thousand a second when something happens. */
const DIRECT = [
  'polls.vote',
  'reactions.react',
  'follows.follow',
  'follows.unfollow',
  'updates.markRead',
  'analytics.seen',
]

/** Paths of single calls that may go the short way. */
export const DIRECT_PATHS: ReadonlyMap<string, string> = new Map(DIRECT.map((name) => [`/api/trpc/${name}`, name]))

export type DirectCall = { procedure: string; headers: IncomingHttpHeaders; body: Buffer; remoteAddress: string }
export type DirectAnswer = { status: number; headers: Record<string, string>; cookies: string[]; body: string }

/**
 * Answers a single call of a procedure as the router's adapter would, byte for byte, without what that does for all other
 * kinds of call. `null` where the door itself would refuse it: the long way says how, and nothing has happened yet.
 */
export async function answerDirectly(core: Core, call: DirectCall): Promise<DirectAnswer | null> {
  const { procedure: path, body, remoteAddress } = call
  let ctx: Ctx
  let input: unknown
  try {
    input = JSON.parse(body.toString())
    ctx = await requestContext(core, { method: 'POST', headers: fewHeaders(core, call.headers) }, remoteAddress)
  } catch {
    return null
  }
  const made = await run(ctx, path, input)
  return { ...made, cookies: ctx.responseHeaders.getSetCookie() }
}

async function run(ctx: Ctx, path: string, input: unknown): Promise<Omit<DirectAnswer, 'cookies'>> {
  try {
    const data = await runProcedure(PROCEDURES[path]!, ctx, path, input)
    return { status: 200, headers: {}, body: JSON.stringify({ result: { data } }) }
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const { _config: config } = appRouter._def
    const shape = getErrorShape({ config, ctx, error, input, path, type: 'mutation' })
    const headers = retryHeader([error.cause])
    return { status: statusOf(codeOf(error)), headers, body: JSON.stringify({ error: shape }) }
  }
}

const PROCEDURES = appRouter._def.procedures as unknown as Record<string, Procedure>
