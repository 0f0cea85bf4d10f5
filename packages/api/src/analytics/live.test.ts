import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstance, type TestInstance } from '../testing/index.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
let operator: Awaited<ReturnType<TestInstance['account']>>
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = await instance.account('owner', { creator: true })
  operator = await instance.account('operator', { operator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterAll(() => instance.close())

/** Something to count, written. */
async function happen() {
  await instance.as().follows.follow({ handle: 'bells' })
  await instance.core.counter.counting.flush()
}

async function listenAs(who: typeof owner, input: { handle?: string }) {
  const events = await instance.as(who).live.analytics(input)
  const heard = events[Symbol.asyncIterator]()
  return {
    next: async () => ((await heard.next()).value as unknown as [id: string, event: unknown])[1],
    end: () => heard.return?.(),
  }
}

test('a team and the operators hear at once that there is more to see', async () => {
  const team = await listenAs(owner, { handle: 'bells' })
  const operators = await listenAs(operator, {})
  const told = Promise.all([team.next(), operators.next()])
  await happen()
  expect(await told).toEqual([
    { type: 'analysed', handle: 'bells' },
    { type: 'analysed', handle: null },
  ])
  await team.end()
  await operators.end()
})

test('whoever leaves the team hears nothing more', async () => {
  const analyst = await instance.account('analyst')
  const { db } = instance.core
  const { id } = await instance.as(owner).channels.get({ handle: 'bells' })
  const join = `INSERT INTO members (channel_id, account_id, role, since) VALUES (?, ?, 'analyst', 0)`
  await db.transaction(async (tx) => void db.run(tx, join, [id, analyst.id]))
  const team = await listenAs(analyst, { handle: 'bells' })
  const first = team.next()
  await happen()
  expect(await first, 'control').toEqual({ type: 'analysed', handle: 'bells' })
  const heard: unknown[] = []
  void team
    .next()
    .then((event) => heard.push(event))
    .catch(() => {})
  await db.transaction(async (tx) => void db.run(tx, 'DELETE FROM members WHERE account_id = ?', [analyst.id]))
  const other = await listenAs(owner, { handle: 'bells' })
  const told = other.next()
  await happen()
  await told
  expect(heard).toEqual([])
  await other.end()
  await team.end()
})

test('it is for nobody else', async () => {
  const outsider = await instance.account('outsider')
  await expect(listenAs(outsider, { handle: 'bells' })).rejects.toMatchObject({ cause: { code: 'channels.not_found' } })
  await expect(listenAs(owner, {})).rejects.toMatchObject({ cause: { code: 'accounts.operators_only' } })
})
