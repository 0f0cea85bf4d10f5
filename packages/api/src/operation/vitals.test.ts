import { type Alarm, DAY, type Erasure, type Vitals } from '@carillon/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOutside } from '../core/outside.ts'
import { openTestInstance, START, type TestInstance } from '../testing/index.ts'
import { webhooks } from '../webhooks/table.ts'
import { alarmsOf } from './vitals.ts'

const handle = 'bells'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('of an instance', () => {
  let instance: TestInstance
  let team: ReturnType<TestInstance['as']>
  let chief: ReturnType<TestInstance['as']>
  beforeEach(async () => {
    // Nobody answers there: what is to be told waits in the queue.
    const outside = createOutside({ allowed: ['127.0.0.1:1'], agent: 'Carillon test' })
    instance = await openTestInstance({ outside })
    team = instance.as(await instance.account('owner', { creator: true }))
    chief = instance.as(await instance.account('chief', { operator: true }))
    await team.channels.create({ handle, name: 'Bells', category: 'music' })
    await instance.core.night('start')
  })
  afterEach(() => instance.close())

  const say = () => team.posts.publish({ handle, content: { kind: 'text', text: 'Ding' } })

  test('posts that are past their time count as due until they are erased', async () => {
    await say()
    const due = async () => (await chief.instance.vitals()).erasure.due
    expect(await due()).toBe(0)
    instance.clock.now += 30 * DAY
    expect(await due()).toBe(1)
    expect(await chief.instance.erase({})).toMatchObject({ cause: 'asked', posts: 1 })
    expect(await due()).toBe(0)
  })

  test('a delivery that nobody takes raises an alarm after five minutes, but not while its receiver is down', async () => {
    await team.webhooks.create({ handle, url: 'http://127.0.0.1:1/', events: ['post.published'] })
    await say()
    await instance.dispatcher.settle()
    const look = async () => {
      const { alarms, queues } = await chief.instance.vitals()
      return { stuck: alarms.includes('queue_stuck'), ...queues.find(({ name }) => name === 'deliveries')! }
    }
    instance.clock.now = START + 4 * MINUTE
    expect(await look()).toMatchObject({ stuck: false, waiting: 1 })
    instance.clock.now = START + 10 * MINUTE
    expect(await look()).toMatchObject({ stuck: true, waiting: 1 })
    await instance.core.db.transaction((tx) => tx.update(webhooks).set({ failingSince: START }))
    expect(await look()).toMatchObject({ stuck: false, waiting: 1, oldest: null })
  })
})

describe('alarms', () => {
  const last: Erasure = {
    id: 'exp_00000000000000000000000000',
    cause: 'night',
    startedAt: START - HOUR,
    finishedAt: START - HOUR + MINUTE,
    keys: [],
    posts: 3,
    media: 1,
    held: 0,
    clean: true,
    channels: [],
  }
  const backup = { startedAt: START - DAY, finishedAt: START - DAY + MINUTE, bytes: 1, failure: null }
  const well: Omit<Vitals, 'alarms'> = {
    now: START,
    clock: { ahead: 20, doubt: null },
    erasure: { last, next: START + DAY, running: false, due: 0 },
    queues: [{ name: 'search', waiting: 9, oldest: START - MINUTE }],
    disk: { database: 1, log: 1, media: 1, free: 2_000_000_000 },
    backup,
  }

  test('none is raised where all is well, nor where nothing is known of a disk or a backup', () => {
    expect(alarmsOf(well)).toEqual([])
    expect(alarmsOf({ ...well, disk: { ...well.disk, free: null }, backup: null })).toEqual([])
  })

  const REASONS: Record<Alarm, Partial<Omit<Vitals, 'alarms'>>> = {
    clock_in_doubt: { now: START + 31 * DAY, clock: { ahead: 31 * DAY, doubt: { due: 6, posts: 10 } } },
    clock_behind: { clock: { ahead: -2 * MINUTE, doubt: null } },
    erasure_late: { erasure: { ...well.erasure, last: { ...last, startedAt: START - 26 * HOUR } } },
    erasure_unclean: { erasure: { ...well.erasure, last: { ...last, clean: false } } },
    queue_stuck: { queues: [{ name: 'search', waiting: 1, oldest: START - 6 * MINUTE }] },
    disk_low: { disk: { ...well.disk, free: 999_999_999 } },
    backup_late: { backup: { ...backup, startedAt: START - 3 * DAY } },
    backup_failed: { backup: { ...backup, failure: 'ENOSPC' } },
  }
  test.each(Object.entries(REASONS))('%s is raised by its own reason alone', (alarm, reason) => {
    expect(alarmsOf({ ...well, ...reason })).toEqual([alarm])
  })

  test('an erasure that broke off is late, one that is under way is not', () => {
    const broken = { ...last, finishedAt: null }
    expect(alarmsOf({ ...well, erasure: { ...well.erasure, last: broken } })).toEqual(['erasure_late'])
    expect(alarmsOf({ ...well, erasure: { ...well.erasure, last: broken, running: true } })).toEqual([])
  })
})
