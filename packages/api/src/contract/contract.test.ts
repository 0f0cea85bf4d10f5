import { describe, expect, test } from 'vitest'
import { breaksBetween } from './compare.ts'
import { type Description, describeContract } from './describe.ts'
import { breaksOf, type Schema } from './schemas.ts'
import { readSnapshot } from './snapshot.ts'

const UPDATE = 'npx pnpm@12.21.0 --filter @carillon/api contract'

describe('the contract', () => {
  test('breaks nothing that programs rely on', () => {
    expect(breaksBetween(readSnapshot(), describeContract())).toEqual([])
  })

  test('is in the snapshot, with all that was added', () => {
    expect(describeContract(), `Something was added: run \`${UPDATE}\``).toEqual(readSnapshot())
  })
})

const text = { type: 'string' }
const nothing = { type: 'null' }
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
})
const kind = (name: string) => object({ kind: { type: 'string', const: name } })

type Case = [what: string, was: Schema, is: Schema, why: string | null]

describe('of what is sent', () => {
  const cases: Case[] = [
    ['a new field that may be left out', object({}), object({ a: text }, []), null],
    ['a new field that is needed', object({}), object({ a: text }), 'x.a is needed now.'],
    ['a field that is needed now', object({ a: text }, []), object({ a: text }), 'x.a is needed now.'],
    ['a field that may be left out now', object({ a: text }), object({ a: text }, []), null],
    ['a field gone', object({ a: text }, []), object({}), 'x.a is gone: what is sent there would do nothing.'],
    ['another type', object({ a: text }), object({ a: { type: 'integer' } }), 'x.a was string and is integer.'],
    ['a longer text', { ...text, maxLength: 8 }, { ...text, maxLength: 9 }, null],
    ['a shorter text', { ...text, maxLength: 9 }, { ...text, maxLength: 8 }, 'x: maxLength was 9 and is 8.'],
    ['a first limit', text, { ...text, maxLength: 8 }, 'x: maxLength was open and is 8.'],
    ['no limit any more', { ...text, maxLength: 8 }, text, null],
    [
      'a higher minimum',
      { type: 'integer', minimum: 1 },
      { type: 'integer', minimum: 2 },
      'x: minimum was 1 and is 2.',
    ],
    ['a pattern', text, { ...text, pattern: '^a' }, 'x: pattern was open and is ^a.'],
    ['no pattern any more', { ...text, pattern: '^a' }, text, null],
    ['one more value', { ...text, enum: ['a'] }, { ...text, enum: ['a', 'b'] }, null],
    ['a value gone', { ...text, enum: ['a', 'b'] }, { ...text, enum: ['a'] }, 'x no longer takes "b".'],
    ['any text become a list', text, { ...text, enum: ['a'] }, 'x takes only "a" now.'],
    ['null as well', text, { anyOf: [text, nothing] }, null],
    ['null no more', { anyOf: [text, nothing] }, text, 'x no longer takes null.'],
    ['text or null, written together', { type: ['string', 'null'] }, { type: ['string', 'null'] }, null],
    ['null no more, written together', { type: ['string', 'null'] }, text, 'x no longer takes null.'],
    ['one more kind', { oneOf: [kind('a')] }, { oneOf: [kind('a'), kind('b')] }, null],
    ['a kind gone', { oneOf: [kind('a'), kind('b')] }, { oneOf: [kind('a')] }, 'x no longer takes the kind "b".'],
    [
      'another default',
      { ...text, default: 'a' },
      { ...text, default: 'b' },
      'x stood for "a" when it was left out, and stands for "b".',
    ],
    [
      'fewer items',
      { type: 'array', items: text, maxItems: 9 },
      { type: 'array', items: text, maxItems: 8 },
      'x: maxItems was 9 and is 8.',
    ],
    [
      'items of another type',
      { type: 'array', items: text },
      { type: 'array', items: nothing },
      'x[] was string and is null.',
    ],
  ]
  test.each(cases)('%s', (_, was, is, why) => {
    expect(breaksOf('input', was, is, 'x')).toEqual(why ? [why] : [])
  })
})

describe('of what is answered', () => {
  const open = { oneOf: [kind('a'), kind('opaque')] }
  const cases: Case[] = [
    ['a new field', object({}), object({ a: text }), null],
    ['a field gone', object({ a: text }), object({}), 'x.a is gone.'],
    ['a field gone that wasn’t always there', object({ a: text }, []), object({}), 'x.a is gone.'],
    [
      'a field that may be left out now',
      object({ a: text }),
      object({ a: text }, []),
      'x.a was always there, and may be left out.',
    ],
    ['a field that is always there now', object({ a: text }, []), object({ a: text }), null],
    ['null as well', text, { anyOf: [text, nothing] }, 'x may now be null.'],
    ['null no more', { anyOf: [text, nothing] }, text, null],
    ['one more value', { ...text, enum: ['a'] }, { ...text, enum: ['a', 'b'] }, 'x may now be "b".'],
    ['a value fewer', { ...text, enum: ['a', 'b'] }, { ...text, enum: ['a'] }, null],
    ['a list become any text', { ...text, enum: ['a'] }, text, 'x was one of "a", and may be anything now.'],
    ['one more kind', { oneOf: [kind('a')] }, { oneOf: [kind('a'), kind('b')] }, 'x may now be the kind "b".'],
    ['one more kind, where clients expect some', open, { oneOf: [...open.oneOf, kind('b')] }, null],
    ['null, where clients expect more kinds', open, { oneOf: [...open.oneOf, nothing] }, 'x may now be null.'],
    [
      'a change inside of a kind',
      { oneOf: [object({ ...kind('a').properties, b: text }), kind('opaque')] },
      open,
      'x.b is gone.',
    ],
    [
      'values of a record',
      { type: 'object', additionalProperties: text },
      { type: 'object', additionalProperties: nothing },
      'x.* was string and is null.',
    ],
    ['another pattern', { ...text, pattern: '^a' }, { ...text, pattern: '^b' }, 'x: pattern was ^a and is ^b.'],
    ['a longer text than was promised', { ...text, maxLength: 8 }, text, 'x: maxLength was 8 and is open.'],
    [
      'another number of places',
      { type: 'array', prefixItems: [text] },
      { type: 'array', prefixItems: [text, text] },
      'x has another number of places.',
    ],
  ]
  test.each(cases)('%s', (_, was, is, why) => {
    expect(breaksOf('output', was, is, 'x')).toEqual(why ? [why] : [])
  })
})

describe('of the whole', () => {
  const list = { type: 'query', input: object({ a: text }), mayBeLeftOut: false, output: object({}) } as const
  const described = (procedure: object | null, errors = {}): Description =>
    ({ procedures: procedure ? { list: procedure } : {}, errors }) as Description
  test.each([
    ['a new procedure', described(null), described(list), []],
    ['a procedure gone', described(list), described(null), ['list is gone: programs call it.']],
    [
      'a query become a mutation',
      described(list),
      described({ ...list, type: 'mutation' }),
      ['list was a query and is a mutation: it is called by another name.'],
    ],
    [
      'an input that is needed now',
      described({ ...list, mayBeLeftOut: true }),
      described(list),
      ['list needs an input now: it could be left out.'],
    ],
    [
      'an input gone',
      described(list),
      described({ ...list, input: null }),
      ['list takes no input any more: what is sent would do nothing.'],
    ],
    ['a new code', described(null), described(null, { a: 400 }), []],
    [
      'a code gone',
      described(null, { a: 400 }),
      described(null),
      ['The code a is gone: programs tell refusals apart by it.'],
    ],
    [
      'another status',
      described(null, { a: 400 }),
      described(null, { a: 409 }),
      ['a was answered with 400, and is with 409.'],
    ],
  ])('%s', (_, was, is, why) => {
    expect(breaksBetween(was, is)).toEqual(why)
  })
})
