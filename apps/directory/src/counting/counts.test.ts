import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Counts, createCounts } from './counts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const post = (id: number, handle = 'bells') => ({ id: `pst_${id}`, handle })
const of = (part: Partial<Counts>) => ({ handle: 'bells', postIds: [], clicked: [], forwarded: [], ...part })

function page() {
  const sent: Counts[][] = []
  const clock = { day: 1 }
  const counts = createCounts({ send: (all) => void sent.push(all), today: () => clock.day })
  return { sent, clock, counts }
}

test('what is seen within a few seconds goes together, a call a channel, and nothing where nothing was seen', () => {
  const { sent, counts } = page()
  vi.advanceTimersByTime(60_000)
  counts.flush()
  expect(sent).toEqual([])
  counts.saw(post(1))
  counts.saw(post(2))
  counts.saw(post(3, 'gongs'))
  expect(sent).toEqual([])
  vi.advanceTimersByTime(3_000)
  expect(sent).toEqual([[of({ postIds: ['pst_1', 'pst_2'] }), of({ handle: 'gongs', postIds: ['pst_3'] })]])
})

test('each thing is said once a day', () => {
  const { sent, clock, counts } = page()
  const everything = () => {
    counts.saw(post(1))
    counts.clicked(post(1), 0)
    counts.clicked(post(1), 1)
    counts.forwarded(post(1))
    counts.flush()
  }
  everything()
  everything()
  const all = of({
    postIds: ['pst_1'],
    clicked: [
      { postId: 'pst_1', link: 0 },
      { postId: 'pst_1', link: 1 },
    ],
    forwarded: ['pst_1'],
  })
  expect(sent).toEqual([[all]])
  clock.day = 2
  everything()
  expect(sent).toEqual([[all], [all]])
})

test('a page that is left sends what it has, and nothing a second time', () => {
  const { sent, counts } = page()
  counts.saw(post(1))
  counts.flush()
  expect(sent).toHaveLength(1)
  vi.advanceTimersByTime(60_000)
  expect(sent).toHaveLength(1)
  counts.saw(post(2))
  vi.advanceTimersByTime(3_000)
  expect(sent[1]).toEqual([of({ postIds: ['pst_2'] })])
})

test('no call holds more than one may, and links that aren’t told apart are left out', () => {
  const { sent, counts } = page()
  for (let at = 0; at < 120; at += 1) counts.saw(post(at))
  for (let link = -1; link < 60; link += 1) counts.clicked(post(1), link)
  counts.flush()
  expect(sent.flat().map(({ postIds }) => postIds.length)).toEqual([50, 50, 20])
  expect(sent.flat().flatMap(({ clicked }) => clicked.map(({ link }) => link))).toEqual(
    Array.from({ length: 50 }, (_, at) => at),
  )
})
