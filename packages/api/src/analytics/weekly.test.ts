import { DAY } from '@carillon/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { sendWeekly } from './weekly.ts'

let instance: TestInstance
let owner: Awaited<ReturnType<TestInstance['account']>>
beforeAll(async () => {
  instance = await openTestInstance({ limitFactor: 1_000 })
  owner = await instance.account('owner', { creator: true })
  await instance.as(owner).channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
})
afterAll(() => instance.close())

const MONDAY = Date.UTC(2026, 2, 30, 7)
const mails = () => instance.mails.filter(({ subject }) => subject.includes('Bells'))

test('whoever wished it is told of each week once, when it is over, and of none after they wished it no more', async () => {
  const { analytics } = instance.as(owner)
  await sendWeekly(instance.core)
  expect(await analytics.summary({ handle: 'bells' })).toEqual({ handle: 'bells', on: false })
  expect(await analytics.setSummary({ handle: 'bells', on: true })).toEqual({ handle: 'bells', on: true })
  await instance.as().follows.follow({ handle: 'bells' })
  await sendWeekly(instance.core)
  expect(mails()).toEqual([])

  instance.clock.now = MONDAY
  await sendWeekly(instance.core)
  await sendWeekly(instance.core)
  const [mail] = mails()
  expect(mails()).toHaveLength(1)
  expect(mail).toMatchObject({ to: 'owner@carillon.test', subject: 'Bells: the week on Carillon' })
  expect(mail!.text).toContain('From March 23 to March 29')
  expect(mail!.text).toContain('Gained: 1 (+1)')
  expect(mail!.text).toContain('https://carillon.test/console/c/bells/analytics?from=2026-03-23&to=2026-03-29')

  instance.clock.now += 7 * DAY
  await analytics.setSummary({ handle: 'bells', on: false })
  await sendWeekly(instance.core)
  expect(mails()).toHaveLength(1)
})

test('whoever is of the team no more is told nothing', async () => {
  const analyst = await instance.account('analyst')
  const db = instance.core.db
  const { id } = await instance.as(owner).channels.get({ handle: 'bells' })
  const join = `INSERT INTO members (channel_id, account_id, role, since) VALUES (?, ?, 'analyst', 0)`
  await db.transaction(async (tx) => void db.run(tx, join, [id, analyst.id]))
  await instance.as(analyst).analytics.setSummary({ handle: 'bells', on: true })
  instance.clock.now += 7 * DAY
  await sendWeekly(instance.core)
  const told = () => instance.mails.filter(({ to }) => to.startsWith('analyst'))
  expect(told(), 'control').toHaveLength(1)
  await db.transaction(async (tx) => void db.run(tx, 'DELETE FROM members WHERE account_id = ?', [analyst.id]))
  instance.clock.now += 7 * DAY
  await sendWeekly(instance.core)
  expect(told()).toHaveLength(1)
})
