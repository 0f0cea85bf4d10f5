import { type ErrorCode, ERRORS } from '@carillon/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import type { Actor, Ctx } from './context.ts'
import { AppError, passingFault, traceOf } from './errors.ts'
import { bodyOf } from './fields.ts'

const t = initTRPC.context<Ctx>().create({
  errorFormatter({ shape, error, ctx }) {
    const body = bodyOf(codeOf(error), error.cause, ctx?.locale ?? 'en')
    // What tRPC would say of an unknown error is what the error says of itself: that stays here.
    return { ...shape, message: body.message, data: { ...shape.data, stack: undefined, ...body } }
  },
})

/**
 * Holds all procedures to the limits, and turns what a service throws into what tRPC knows. One step for both: each one
 * more costs every call, and one that hands on a context has all of it copied, key by key.
 */
const translated = t.procedure.use(async ({ ctx, next, path, type }) => {
  ctx.sharing.calls += 1
  const ended = ctx.metrics.procedure(path)
  const limited = tooMany(ctx, type)
  if (limited) {
    ended(limited.code)
    throw refusal(limited)
  }
  const result = await next()
  if (result.ok) {
    ended('ok')
    return result
  }
  const { cause } = result.error
  ended(passingFault(cause)?.code ?? codeOf(result.error))
  if (cause instanceof AppError) throw refusal(cause)
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    const passing = passingFault(cause)
    if (passing) throw refusal(passing)
    ctx.log.error('procedure.failed', { path, reason: traceOf(cause ?? result.error) })
  }
  return result
})

function tooMany(ctx: Ctx, type: string): AppError | null {
  try {
    takeMeasure(ctx, type)
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Somebody known has a measure of their own, so that behind a shared address nobody is held up by another. */
function takeMeasure({ limiter, followerId, addressPrefix }: Ctx, type: string): void {
  if (type !== 'mutation') return limiter.take('read', addressPrefix)
  if (!followerId) return limiter.take('write', addressPrefix)
  limiter.take('write_known', addressPrefix && followerId)
  limiter.take('write_crowd', addressPrefix)
}

export const router = t.router
export const mergeRouters = t.mergeRouters
/** For everybody. */
export const publicProcedure = translated
/** For a signed-in account or an API key; what it may do is the service's to say. */
export const memberProcedure = translated.use(({ ctx, next }) => {
  if (ctx.actor.kind === 'nobody') throw refusal(new AppError('accounts.signed_out'))
  return next()
})
/** For a person at the console: no API key, whatever its scopes. */
export const accountProcedure = memberProcedure.use(({ ctx, next }) => {
  if (ctx.actor.kind !== 'account') throw refusal(new AppError('keys.scope'))
  return next<{ actor: Account }>({})
})
export const operatorProcedure = accountProcedure.use(({ ctx, next }) => {
  if (!ctx.actor.operator) throw refusal(new AppError('accounts.operators_only'))
  return next<{ actor: Account }>({})
})

type Account = Extract<Actor, { kind: 'account' }>

/** tRPC has no names for two of our statuses; the adapter sends their numbers all the same. */
function refusal(cause: AppError): TRPCError {
  const status = ERRORS[cause.code]
  if (status === 'GONE') return new TRPCError({ code: 'NOT_FOUND', cause })
  if (status === 'INSUFFICIENT_STORAGE') return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
  return new TRPCError({ code: status, cause })
}

/** Our code for an error: what a service refused with, or what stands for tRPC's own. */
export function codeOf(error: TRPCError): ErrorCode {
  return error.cause instanceof AppError ? error.cause.code : (PLAIN[error.code] ?? 'server.internal')
}

const PLAIN: Partial<Record<TRPCError['code'], ErrorCode>> = {
  BAD_REQUEST: 'input.invalid',
  PARSE_ERROR: 'input.invalid',
  NOT_FOUND: 'request.not_found',
  METHOD_NOT_SUPPORTED: 'request.wrong_method',
  UNSUPPORTED_MEDIA_TYPE: 'input.unsupported',
  PAYLOAD_TOO_LARGE: 'input.too_large',
}

/** The answer of a procedure that has nothing to tell but that it is done. */
export async function ok(done: Promise<unknown>): Promise<{ ok: true }> {
  await done
  return { ok: true }
}
