import { errorSentence } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { TABLE } from './testing/procedures.ts'
import {
  inputOf,
  openStage,
  type Person,
  PROCEDURES,
  snapshot,
  type Stage,
  type StageChannel,
} from './testing/stage.ts'

let stage: Stage
let channel: StageChannel
beforeAll(async () => {
  stage = await openStage()
  channel = await stage.channel()
})
afterAll(() => stage.instance.close())

/** Somebody who may call it, so that nothing but the input is at fault. */
function caller(path: string): Person {
  return TABLE[path]!.for === 'operators' ? 'operator' : 'owner'
}

type Schema = { properties?: Record<string, object>; required?: string[] }
const shapeOf = (path: string) => z.toJSONSchema(inputOf(path)!, { io: 'input', unrepresentable: 'any' }) as Schema

let deep: unknown = 'x'
for (let at = 0; at < 1_000; at += 1) deep = [deep]
const LONG = 'x'.repeat(1_000_000)

/** Values that fit no field whatever its type. */
const WRONG: Record<string, unknown> = {
  'an object': { a: 1 },
  'nested lists': deep,
  'a long text': LONG,
  'a number out of range': -1.5,
  'a huge number': 1e300,
  'a list of a thousand lists': Array.from({ length: 1_000 }, () => []),
}
/** Inputs that are no object with fields at all. */
const WHOLE: Record<string, unknown> = { 'a text': 'x', 'a number': 7, 'a list': [[]], null: null, true: true }

const withInput = PROCEDURES.filter((path) => inputOf(path))
const withRequired = withInput.filter((path) => (shapeOf(path).required ?? []).length > 0)

async function refused(path: string, input: unknown) {
  const before = await snapshot(stage)
  const answer = await stage.send(caller(path), path, input, channel)
  expect(answer.error?.code, `${answer.status} ${answer.text.slice(0, 200)}`).toBe('input.invalid')
  expect(answer.status).toBe(400)
  expect(answer.error!.message).toBe(errorSentence('input.invalid', 'en'))
  expect(answer.text.length).toBeLessThan(5_000)
  expect(await snapshot(stage)).toBe(before)
  return answer.error!.fields
}

test('the procedures that take no input are these', () => {
  expect(PROCEDURES.filter((path) => !inputOf(path))).toEqual([
    'accounts.me',
    'accounts.signOut',
    'channels.mine',
    'followers.export',
    'followers.forget',
    'followers.joinCode',
    'followers.me',
    'followers.passkeyOptions',
    'followers.recoveryOptions',
    'instance.get',
    'instance.status',
    'instance.vitals',
    'notifications.get',
    'notifications.unsubscribe',
    'stickers.sharedPacks',
    'updates.suggestions',
  ])
})

describe.each(withInput)('%s', (path) => {
  test.each(Object.keys(WHOLE))('refuses %s in place of its input', async (name) => {
    await refused(path, WHOLE[name])
  })

  const fields = Object.keys(shapeOf(path).properties ?? {})
  describe.each(fields)('refuses as %s', (field) => {
    test.each(Object.keys(WRONG))('%s, and says which field it is', async (name) => {
      const told = await refused(path, { ...(await validInput(path)), [field]: WRONG[name] })
      expect(Object.keys(told).some((key) => key === field || key.startsWith(`${field}.`))).toBe(true)
      expect(Object.values(told).every((sentence) => sentence.length > 5)).toBe(true)
    })
  })
})

/** Made once: what is refused uses nothing up. */
const valid = new Map<string, Promise<object>>()
function validInput(path: string): Promise<object> {
  const made = valid.get(path) ?? Promise.resolve(TABLE[path]!.input!(stage, channel, caller(path)) as object)
  valid.set(path, made)
  return made
}

describe.each(withRequired)('%s', (path) => {
  test('refuses each missing field by its name', async () => {
    const told = await refused(path, {})
    expect(Object.keys(told).toSorted()).toEqual(shapeOf(path).required!.toSorted())
  })

  test('takes what is right', async () => {
    const own = await stage.channel()
    const answer = await stage.send(caller(path), path, await TABLE[path]!.input?.(stage, own, caller(path)), own)
    if (TABLE[path]!.endsSession) await stage.signIn('owner')
    const refusal = TABLE[path]!.but?.[caller(path)]
    expect(answer.error?.code).toBe(refusal)
  })
})

test('text of a megabyte is refused before its characters are counted', () => {
  const input = { handle: 'bells', content: { kind: 'text', text: '👨‍👩‍👧‍👦'.repeat(90_000) } }
  const issues = inputOf('posts.publish')!.safeParse(input).error!.issues
  expect(issues.map((issue) => issue.code)).toEqual(['too_big'])
  const counted = { handle: 'bells', content: { kind: 'text', text: 'x'.repeat(4_097) } }
  expect(
    inputOf('posts.publish')!
      .safeParse(counted)
      .error!.issues.map((issue) => issue.code),
  ).toEqual(['too_big'])
})
