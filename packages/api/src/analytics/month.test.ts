import type { Figures, Part } from '@carillon/contract'
import { DAY } from '@carillon/contract'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayName } from './days.ts'
import { type Channel, Month, type Post } from './month.replay.testing.ts'
import { WHOLE } from './month.truth.testing.ts'
import { DAYS, FIRST_DAY } from './month.world.testing.ts'

const SEED = 7
/** As many readers a day as are known one by one. */
const FEW = 512
const LAST_DAY = FIRST_DAY + DAYS - 1
const HOUR = 3_600_000

const month = new Month()
const { truth } = month
beforeAll(() => month.replay(SEED), 300_000)
afterAll(() => month.instance.close())

const spanOf = (from: number, to: number) => ({ from: dayName(from), to: dayName(to) })
const SPANS = [
  ['month', FIRST_DAY, LAST_DAY],
  ['week against the week before', FIRST_DAY + 20, FIRST_DAY + 26],
  ['day', FIRST_DAY + 15, FIRST_DAY + 15],
] as const
const daysFrom = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/** What isn't counted one by one on every day. */
function isEstimated(subject: string, name: string): boolean {
  if (name.startsWith('reach'))
    return daysFrom(FIRST_DAY, LAST_DAY).some((day) => truth.on(subject, day, 'reach') > FEW)
  return name.startsWith('views') && (subject === WHOLE || subject === month.channels[0]!.id)
}

/** The same number, or within 2 % of it where it is estimated; of a small part, as far off as chance takes it. */
function expectNear(subject: string, name: string, actual: number, expected: number, isPart = false): void {
  const off = isEstimated(subject, name) ? Math.max(0.02 * expected, 1, isPart ? Math.sqrt(expected) : 0) : 0
  const told = { subject, name, actual, expected }
  expect({ ...told, isTrue: Math.abs(actual - expected) <= off }).toEqual({ ...told, isTrue: true })
}

const followersAt = (subject: string, day: number) =>
  truth.sum(subject, 'gained', 0, day) - truth.sum(subject, 'lost', 0, day)

const SUMMED = ['gained', 'lost', 'views', 'reactions', 'votes', 'forwards', 'clicks', 'mutes'] as const

function expectFigures(subject: string, figures: Figures, from: number, to: number, posts: Post[]): void {
  for (const name of SUMMED) expectNear(subject, name, figures[name], truth.sum(subject, name, from, to))
  const length = to - from + 1
  expectNear(subject, 'reach', figures.reach, Math.round(truth.sum(subject, 'reach', from, to) / length))
  const followers = truth.sum(subject, 'reach.followers', from, to) / length
  expectNear(subject, 'reach.followers', figures.reachFollowers, Math.round(followers), true)
  expect(figures.followers).toBe(followersAt(subject, to))
  const best = Math.max(...daysFrom(from, to).map((day) => truth.on(subject, day, 'reach')))
  expectNear(subject, 'reach', figures.best?.readers ?? 0, best)
  const published = posts.filter(({ at }) => at >= from * DAY && at < (to + 1) * DAY)
  expect(figures.posts).toBe(published.length)
  const views = published.reduce((sum, { id }) => sum + truth.sum(id, 'views'), 0)
  expect(figures.viewsPerPost === null).toBe(published.length === 0)
  expectNear(subject, 'views', (figures.viewsPerPost ?? 0) * published.length, views)
}

/** Small ones are hidden, with the next one where a single one could be worked out. */
function expectParts(subject: string, name: string, parts: Part[], from: number, to: number): void {
  const expected = truth.below(subject, `${name}.`, from, to)
  expect(parts.map(({ key }) => key).toSorted()).toEqual([...expected.keys()].toSorted())
  for (const { key, count, hidden } of parts) {
    if (hidden !== 'cover') expect({ key, hidden }).toEqual({ key, hidden: expected.get(key)! < 5 ? 'few' : null })
    if (count !== null) expectNear(subject, name, count, expected.get(key)!, true)
  }
}

type Overview = Awaited<ReturnType<Month['team']['analytics']['overview']>>
type Counted = Omit<Overview, 'handle' | 'posts'>

function expectOverview(subject: string, overview: Counted, from: number, to: number, posts: Post[]): void {
  const length = to - from + 1
  expectFigures(subject, overview.now, from, to, posts)
  expectFigures(subject, overview.before, from - length, from - 1, posts)
  expect(overview.days.map(({ day }) => day)).toEqual(daysFrom(from, to).map(dayName))
  for (const [at, day] of overview.days.entries()) {
    for (const name of SUMMED) expectNear(subject, name, day[name], truth.on(subject, from + at, name))
    expectNear(subject, 'reach', day.reach, truth.on(subject, from + at, 'reach'))
    expectNear(subject, 'reach.followers', day.reachFollowers, truth.on(subject, from + at, 'reach.followers'), true)
    expect(day.followers).toBe(followersAt(subject, from + at))
  }
  for (const by of ['source', 'country', 'language'] as const) {
    expectParts(subject, `reach.${by}`, overview.readersBy[by], from, to)
    expectParts(subject, `gained.${by}`, overview.gainedBy[by], from, to)
  }
  const emoji = [...truth.below(subject, 'reaction.', from, to)].filter(([, count]) => count > 0)
  expect(new Map(overview.emoji.map((one) => [one.emoji, one.count]))).toEqual(new Map(emoji))
  expectHours(subject, overview.hours, from, to)
}

/** As a clock in Paris shows it, where summer time begins on the first day. */
function expectHours(subject: string, hours: number[][], from: number, to: number): void {
  const expected = Array.from({ length: 7 }, () => Array<number>(24).fill(0))
  for (const [hour, views] of truth.below(subject, 'hour.', from, to)) {
    const instant = Number(hour) * HOUR
    const shown = instant + (instant < Date.UTC(2026, 2, 29, 1) ? HOUR : 2 * HOUR)
    expected[(new Date(shown).getUTCDay() + 6) % 7]![new Date(shown).getUTCHours()]! += views
  }
  for (const [weekday, row] of expected.entries()) {
    for (const [hour, views] of row.entries()) expectNear(subject, 'views', hours[weekday]![hour]!, views, true)
  }
}

const overviewOf = ({ handle }: Channel, from: number, to: number) =>
  month.team.analytics.overview({ handle, span: spanOf(from, to), timeZone: 'Europe/Paris' })
const allPosts = () => month.channels.flatMap(({ posts }) => posts)

test('the month is one in which something came to pass of every kind, and in which some of it had to be estimated', () => {
  for (const name of [...SUMMED, 'reach.followers']) expect(truth.sum(WHOLE, name)).toBeGreaterThan(50)
  for (const name of ['reaction.', 'link.', 'option.']) {
    const kinds = allPosts().flatMap(({ id }) => [...truth.below(id, name).keys()])
    expect(new Set(kinds).size).toBeGreaterThan(1)
  }
  expect(month.channels.map(({ id }) => isEstimated(id, 'reach')).filter(Boolean)).toHaveLength(1)
  expect(isEstimated(WHOLE, 'reach')).toBe(true)
})

describe.each(SPANS)('of a %s', (_, from, to) => {
  test('the overview of every channel is true', async () => {
    for (const channel of month.channels) {
      const overview = await overviewOf(channel, from, to)
      expectOverview(channel.id, overview, from, to, channel.posts)
      const quiet = [...channel.followers.values()].filter(({ mutedOrQuiet }) => mutedOrQuiet).length
      const { size } = channel.followers
      if (size === 0) expect(overview.now.notified).toBeNull()
      else expect(overview.now.notified).toBeCloseTo(1 - quiet / size, 9)
      const published = channel.posts.filter(({ at }) => at >= from * DAY && at < (to + 1) * DAY)
      expect(overview.posts).toHaveLength(Math.min(5, published.length))
      const most = published.map(({ id }) => truth.sum(id, 'views')).toSorted((a, b) => b - a)
      for (const [at, { views }] of overview.posts.entries()) expectNear(channel.id, 'views', views, most[at]!)
    }
  })

  test('the overview of the instance is true', async () => {
    const overview = await month.team.analytics.instance({ span: spanOf(from, to), timeZone: 'Europe/Paris' })
    expectOverview(WHOLE, overview, from, to, allPosts())
    expect(overview.channels).toBe(month.channels.length)
  })

  test.each(['followers', 'gained', 'reach', 'views'] as const)('channels are ranked by %s', async (by) => {
    const { items } = await month.team.analytics.ranking({ span: spanOf(from, to), by, limit: 100 })
    expect(items).toHaveLength(month.channels.length)
    expect(items.map((item) => item[by])).toEqual(items.map((item) => item[by]).toSorted((a, b) => b - a))
    for (const item of items) {
      const { id } = month.channels.find(({ handle }) => handle === item.handle)!
      for (const name of ['gained', 'lost', 'views'] as const) {
        expectNear(id, name, item[name], truth.sum(id, name, from, to))
      }
      expectNear(id, 'reach', item.reach, Math.round(truth.sum(id, 'reach', from, to) / (to - from + 1)))
      expect(item.followers).toBe(followersAt(id, LAST_DAY))
    }
  })
})

const OF_POST = ['views', 'reactions', 'votes', 'forwards', 'clicks', 'gained'] as const

async function expectPosts(channel: Channel, isLive: (post: Post) => boolean): Promise<void> {
  const { handle } = channel
  const found = []
  for (let cursor: string | undefined; ;) {
    const page = await month.team.analytics.posts({ handle, limit: 7, ...(cursor && { cursor }) })
    found.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(found.map(({ postId }) => postId)).toEqual(channel.posts.map(({ id }) => id))
  for (const [at, figures] of found.entries()) {
    const post = channel.posts[at]!
    for (const name of OF_POST) expectNear(channel.id, name, figures[name], truth.sum(post.id, name))
    expect(figures).toMatchObject({ kind: post.poll ? 'poll' : 'text', publishedAt: post.at })
    expect(figures.excerpt === null).toBe(!isLive(post))
  }
}

async function expectPost(post: Post): Promise<void> {
  const { id, channel, at } = post
  const answer = await month.team.analytics.post({ handle: channel.handle, postId: id })
  for (const name of OF_POST) expectNear(channel.id, name, answer.post[name], truth.sum(id, name))
  const first = Math.floor(at / DAY)
  for (const [offset, day] of answer.days.entries()) {
    for (const name of ['views', 'reactions', 'votes', 'forwards', 'clicks'] as const) {
      expectNear(channel.id, name, day[name], truth.on(id, first + offset, name))
    }
  }
  const sum = answer.days.reduce((total, { views }) => total + views, 0)
  expectNear(channel.id, 'views', sum, truth.sum(id, 'views'))
  const age = truth.below(id, 'age.')
  for (const [hour, views] of answer.hours.entries()) {
    expectNear(channel.id, 'views', views, age.get(String(hour)) ?? 0, true)
  }
  const emoji = [...truth.below(id, 'reaction.')].filter(([, count]) => count > 0)
  expect(new Map(answer.emoji.map((one) => [one.emoji, one.count]))).toEqual(new Map(emoji))
  for (const [link, count] of truth.below(id, 'link.')) expect(answer.links[Number(link)]).toBe(count)
  if (post.poll) expectPoll(id, answer.poll!, first)
  else expect(answer.poll).toBeNull()
  expectMedian(post, answer.median)
}

type Poll = NonNullable<Awaited<ReturnType<Month['team']['analytics']['post']>>['poll']>

function expectPoll(id: string, poll: Poll, first: number): void {
  expect(poll.voters).toBe(truth.sum(id, 'votes'))
  for (const [option, count] of poll.options.entries()) expect(count).toBe(truth.sum(id, `option.${option}`))
  const total = [...truth.below(id, 'option.').values()].reduce((sum, count) => sum + count, 0)
  expect(poll.options.reduce((sum, count) => sum + count, 0)).toBe(total)
  for (const [at, { options }] of poll.days.entries()) {
    for (const [option, count] of options.entries()) {
      expect(count).toBe(truth.sum(id, `option.${option}`, 0, first + at))
    }
  }
}

function expectMedian({ channel, at }: Post, median: Record<(typeof OF_POST)[number], number> | null): void {
  const before = channel.posts.filter((other) => other.at < at)
  expect(median === null).toBe(before.length < 3)
  if (!median) return
  for (const name of OF_POST) {
    const counts = before.map(({ id }) => truth.sum(id, name)).toSorted((a, b) => a - b)
    const middle = counts.slice(Math.floor((counts.length - 1) / 2), Math.floor(counts.length / 2) + 1)
    const half = Math.round(middle.reduce((sum, count) => sum + count, 0) / middle.length)
    expectNear(channel.id, name, median[name], half)
  }
}

const isLive = ({ at, channel }: Post) => at + channel.retentionDays * DAY > month.instance.core.now()

test('the numbers of every post are true, of those that expired within the month too', async () => {
  expect(allPosts().filter((post) => !isLive(post)).length).toBeGreaterThan(20)
  for (const channel of month.channels) await expectPosts(channel, isLive)
  for (const post of allPosts()) await expectPost(post)
})

test('files say what the screens say', async () => {
  const span = spanOf(FIRST_DAY, LAST_DAY)
  for (const channel of month.channels.slice(0, 10)) {
    const { handle } = channel
    const overview = await month.team.analytics.overview({ handle, span, timeZone: 'UTC' })
    const file = async (what: 'days' | 'posts' | 'parts', format: 'csv' | 'json' = 'csv') =>
      (await month.team.analytics.export({ handle, span, what, format })).text
    const rows = async (what: 'days' | 'posts' | 'parts') =>
      parse<Record<string, string>>(await file(what), { columns: true })
    const texts = (row: object) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))
    expect(await rows('days')).toEqual(overview.days.map(texts))
    expect(JSON.parse(await file('days', 'json'))).toEqual(overview)
    const posts = await rows('posts')
    expect(posts.map(({ postId }) => postId)).toEqual(channel.posts.map(({ id }) => id))
    for (const row of posts) {
      for (const name of OF_POST) expectNear(channel.id, name, Number(row[name]), truth.sum(row['postId']!, name))
    }
    const told = (list: Part[]) => list.map(({ count, hidden }) => String(count ?? HIDDEN[hidden!]))
    const all = [overview.readersBy, overview.gainedBy].flatMap((by) => Object.values(by).flatMap(told))
    expect((await rows('parts')).map(({ count }) => count)).toEqual(all)
  }
})
const HIDDEN = { few: 'fewer than 5', cover: 'not told' }

test('when everything is gone, the numbers are there still, and no word with them', async () => {
  await month.expireAll()
  expect(month.instance.core.db.rows('SELECT count(*) FROM posts', [])).toEqual([[0]])
  for (const channel of month.channels) await expectPosts(channel, () => false)
  for (const post of allPosts()) await expectPost(post)
  const overview = await overviewOf(month.channels[1]!, FIRST_DAY, LAST_DAY)
  expectOverview(month.channels[1]!.id, overview, FIRST_DAY, LAST_DAY, month.channels[1]!.posts)
})
