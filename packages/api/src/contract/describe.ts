import { AnalyticsEvent, type ErrorCode, ERRORS, HTTP_STATUS, LiveEvent, TeamChannel, Upload } from '@carillon/contract'
import * as z from 'zod'
import { appRouter } from '../router.ts'
import type { Schema } from './schemas.ts'

export type Description = {
  /** By name; `null` where nothing is asked for. What is sent by plain HTTP has no `input` that a schema could tell. */
  procedures: Record<string, { type: string; input: Schema | null; mayBeLeftOut: boolean; output: Schema }>
  /** The HTTP status of each code. */
  errors: Record<string, number>
}

const eventOf = (name: string) => (name === 'live.analytics' ? AnalyticsEvent : LiveEvent)

/** Everything that programs may rely on: what they send, what they are answered, how they are refused. */
export function describeContract(): Description {
  const called = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
  const procedures = called.map(([name, { _def }]) => {
    const [input = null] = _def.inputs
    // What is subscribed to is a stream of these, which no schema of tRPC's can say.
    const output = _def.type === 'subscription' ? eventOf(name) : _def.output
    if (_def.inputs.length > 1 || !output) throw new Error(`${name} needs one input at most, and an output`)
    return [name, describe(_def.type, input, output)] as const
  })
  return {
    procedures: Object.fromEntries([...procedures, ...UPLOADS].toSorted(byName)),
    errors: Object.fromEntries(
      (Object.keys(ERRORS) as ErrorCode[]).map((code) => [code, HTTP_STATUS[ERRORS[code]]] as const).toSorted(byName),
    ),
  }
}

type Procedure = { _def: { type: string; inputs: z.ZodType[]; output?: z.ZodType } }

const UPLOADS = [
  ['uploads.avatar', describe('upload', null, TeamChannel)],
  ['uploads.photo', describe('upload', null, Upload)],
] as const

function describe(type: string, input: z.ZodType | null, output: z.ZodType) {
  return {
    type,
    input: input && schemaOf(input, 'input'),
    mayBeLeftOut: !input || input.safeParse(undefined).success,
    output: schemaOf(output, 'output'),
  }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: withoutIntegerBounds })
  return own as Schema
}

/** That an integer is one that JavaScript can count needn't be said each time. */
function withoutIntegerBounds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
