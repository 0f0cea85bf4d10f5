import { instantAt } from '@carillon/contract/wallclock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endOfQuiet, nextDigest } from './quiet.ts'
import { openScene, type Scene } from './scene.testing.ts'

const PARIS = 'Europe/Paris'
const paris = (date: string, time: string) => instantAt({ date, time }, PARIS)
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const times = { digest: 'off', digestAt: minutes('18:00'), timeZone: PARIS } as const
const quiet = (from: string, to: string) => ({ ...times, quietFrom: minutes(from), quietTo: minutes(to) })

describe('quiet hours', () => {
  test('are from one time of the day to another, over midnight too', () => {
    const night = quiet('22:00', '07:00')
    expect(endOfQuiet(night, paris('2026-06-01', '21:59'))).toBeNull()
    expect(endOfQuiet(night, paris('2026-06-01', '22:00'))).toBe(paris('2026-06-02', '07:00'))
    expect(endOfQuiet(night, paris('2026-06-02', '06:59'))).toBe(paris('2026-06-02', '07:00'))
    expect(endOfQuiet(night, paris('2026-06-02', '07:00'))).toBeNull()
    const noon = quiet('12:00', '14:00')
    expect(endOfQuiet(noon, paris('2026-06-01', '13:00'))).toBe(paris('2026-06-01', '14:00'))
    expect(endOfQuiet(noon, paris('2026-06-01', '15:00'))).toBeNull()
  })

  test('last an hour less where clocks go forward, an hour more where they go back', () => {
    const night = quiet('22:00', '07:00')
    const spring = paris('2026-03-28', '22:00')
    expect(endOfQuiet(night, spring)! - spring).toBe(8 * 3_600_000)
    const autumn = paris('2026-10-24', '22:00')
    expect(endOfQuiet(night, autumn)! - autumn).toBe(10 * 3_600_000)
  })

  test('that end in the hour that is leapt over, or shown twice, end once', () => {
    const short = quiet('01:00', '02:30')
    for (const [date, hours] of [
      ['2026-03-29', 3],
      ['2026-10-25', 4],
    ] as const) {
      const from = paris(date, '01:00')
      const states: boolean[] = []
      for (let at = from; at < from + hours * 3_600_000; at += 600_000) states.push(endOfQuiet(short, at) !== null)
      expect(states.join().replace(/(true,?)+/, 'quiet,')).not.toContain('true')
      expect(states[0]).toBe(true)
      expect(states.at(-1)).toBe(false)
    }
  })
})

test('the digest comes once a day, at its time as clocks show it', () => {
  const at = { ...quiet('00:00', '00:00'), digest: 'daily' as const, digestAt: minutes('02:30') }
  const first = nextDigest(at, paris('2026-10-24', '02:30'))
  expect(first).toBe(paris('2026-10-25', '02:30'))
  expect(nextDigest(at, first)).toBe(paris('2026-10-26', '02:30'))
  expect(nextDigest(at, first - 1)).toBe(first)
})

describe('a follower with', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    expect(scene.service.faults).toEqual([])
    await scene.close()
  })
  const publishSome = async (...texts: string[]) => {
    for (const text of texts) await scene.publish(text)
    await scene.settle()
  }

  test('quiet hours gets what was missed as one, after the night in which clocks change', async () => {
    const anna = await scene.subscribed('anna')
    await anna.calls().follows.follow({ handle: 'town' })
    const night = { from: minutes('22:00'), to: minutes('07:00') }
    await anna.choose({ quiet: night, timeZone: PARIS })
    scene.instance.clock.now = paris('2026-10-24', '23:00')
    await publishSome('One', 'Two')
    await scene.publish('Three', { handle: 'town' })
    await scene.at(paris('2026-10-25', '06:59'))
    expect(anna.told()).toEqual([])
    await scene.at(paris('2026-10-25', '07:00'))
    expect(anna.told()).toMatchObject([
      { title: '3 new posts in 2 channels', body: 'Bells and Town Hall', url: '/updates', postId: null, handle: null },
    ])
    await publishSome('Four')
    expect(anna.told()[1]).toMatchObject({ body: 'Four' })
    expect(scene.waiting()).toBe(0)
  })

  test('one post missed gets that, and several of one channel get its name', async () => {
    const anna = await scene.subscribed('anna')
    await anna.choose({ quiet: { from: minutes('22:00'), to: minutes('07:00') }, timeZone: PARIS })
    await scene.at(paris('2026-05-01', '23:00'))
    await publishSome('One')
    await scene.at(paris('2026-05-02', '07:00'))
    await scene.at(paris('2026-05-02', '23:00'))
    await publishSome('Two', 'Three')
    await scene.at(paris('2026-05-03', '07:00'))
    expect(anna.told()).toMatchObject([
      { title: 'Bells', body: 'One' },
      { title: 'Bells', body: '2 new posts', url: '/c/bells' },
    ])
  })

  test('a digest gets one a day, on each device, in the language of that', async () => {
    const phone = await scene.subscribed('phone')
    const laptop = await scene.subscribed('laptop', phone, 'es')
    await phone.choose({ digest: 'daily', digestAt: minutes('18:00'), timeZone: PARIS })
    await scene.at(paris('2026-05-01', '09:00'))
    await publishSome('One', 'Two')
    await scene.at(paris('2026-05-01', '17:59'))
    expect(phone.told()).toEqual([])
    await scene.at(paris('2026-05-01', '18:00'))
    await publishSome('Three')
    await scene.at(paris('2026-05-02', '18:00'))
    expect(phone.told().map(({ body }) => body)).toEqual(['2 new posts', 'Three'])
    expect(laptop.told().map(({ body }) => body)).toEqual(['2 publicaciones nuevas', 'Three'])
  })

  test('a daily cap gets no more than that, on however many devices, until the next day', async () => {
    const phone = await scene.subscribed('phone')
    const laptop = await scene.subscribed('laptop', phone)
    const other = await scene.subscribed('other')
    await phone.choose({ dailyCap: 2, timeZone: PARIS })
    await scene.at(paris('2026-05-01', '09:00'))
    await publishSome('One', 'Two', 'Three')
    await scene.at(paris('2026-05-01', '23:59'))
    await publishSome('Four')
    await scene.at(paris('2026-05-02', '00:00'))
    await publishSome('Five')
    expect(phone.told()).toEqual(laptop.told())
    expect(
      phone
        .told()
        .map(({ body }) => body)
        .toSorted(),
    ).toEqual(['Five', 'One', 'Two'])
    expect(other.told()).toHaveLength(5)
  })

  test('a cap has one counted once, however often it is tried', async () => {
    const anna = await scene.subscribed('anna')
    await anna.choose({ dailyCap: 1 })
    scene.service.answer = () => ({ status: 503 })
    await publishSome('One')
    await scene.at(scene.instance.clock.now + 10_000)
    scene.service.answer = () => ({ status: 201 })
    await scene.at(scene.instance.clock.now + 60_000)
    expect(anna.told().map(({ body }) => body)).toEqual(['One'])
  })

  test('a change of mind gets what waits at the new time, as one', async () => {
    const anna = await scene.subscribed('anna')
    await anna.choose({ digest: 'daily', digestAt: minutes('18:00'), timeZone: PARIS })
    await scene.at(paris('2026-05-01', '19:00'))
    await publishSome('One', 'Two')
    await anna.choose({})
    await scene.settle()
    expect(anna.told().map(({ body }) => body)).toEqual(['2 new posts'])
  })

  test('settings has them on all devices; a zone must be one, and hours of no length are none', async () => {
    const phone = await scene.subscribed('phone')
    const laptop = await scene.subscribed('laptop', phone)
    await phone.choose({ quiet: { from: 60, to: 60 }, dailyCap: 5, timeZone: PARIS })
    const { settings } = await laptop.calls().notifications.get()
    expect(settings).toEqual({ quiet: null, dailyCap: 5, digest: 'off', digestAt: 0, timeZone: PARIS })
    await expect(phone.choose({ timeZone: 'Europe/Atlantis' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const nobody = scene.instance.as().notifications
    await expect(nobody.edit(settings)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})
