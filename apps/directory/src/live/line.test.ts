import type { LiveEvent } from '@carillon/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLine } from './line.ts'

/** The connections that were opened, as a browser would give them. */
class Connection extends EventTarget {
  static all: Connection[] = []
  readonly url: URL
  isOpen = true
  onerror: (() => void) | null = null
  constructor(url: string) {
    super()
    this.url = new URL(url, 'http://localhost')
    Connection.all.push(this)
  }
  close() {
    this.isOpen = false
  }
  get input(): { also: string[]; lastEventId?: string } {
    return JSON.parse(this.url.searchParams.get('input')!)
  }
  gives(type: string, id: string, data: object = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: id }))
  }
}
const open = () => Connection.all.filter(({ isOpen }) => isOpen)

let events: LiveEvent[]
let states: string[]
let line: ReturnType<typeof createLine>

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Connection)
  Connection.all = []
  events = []
  states = []
  line = createLine({
    event: (event) => events.push(event),
    state: (live, fresh) => states.push(`${live ? 'live' : 'down'}${fresh ? ', fresh' : ''}`),
  })
})
afterEach(() => {
  line.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const connected = (id: string) => open()[0]!.gives('connected', id)

test('one connection hears of all that pages want, and goes on where it was when they want more', () => {
  line.hold(['a_channel'], true)
  vi.advanceTimersByTime(100)
  connected('7')
  expect([line.hears(['a_channel']), line.hears(['other'])]).toEqual([true, false])
  open()[0]!.gives('message', '8', { type: 'mine' })
  expect(events).toEqual([{ type: 'mine' }])
  line.hold(['a_channel', 'other'], true)
  vi.advanceTimersByTime(100)
  expect(open().map(({ input }) => input)).toEqual([{ also: ['a_channel', 'other'], lastEventId: '8' }])
  connected('9')
  line.hold(['a_channel'], true)
  vi.advanceTimersByTime(100)
  expect(Connection.all).toHaveLength(2)
  expect(states).toEqual(['live, fresh', 'live'])
})

test('a connection that breaks comes back after longer and longer pauses, from the last event on', () => {
  line.hold([], true)
  vi.advanceTimersByTime(100)
  connected('1')
  for (const pauses of [1_500, 3_000, 6_000]) {
    open()[0]!.onerror!()
    expect(open()).toEqual([])
    vi.advanceTimersByTime(pauses)
    expect(open()).toHaveLength(1)
  }
  expect(states).toEqual(['live, fresh', 'down'])
  expect(open()[0]!.input.lastEventId).toBe('1')
  connected('5')
  expect(states.at(-1)).toBe('live')
})

test('a connection without a sign of life is given up', () => {
  line.hold([], true)
  vi.advanceTimersByTime(100)
  connected('1')
  const [first] = open()
  vi.advanceTimersByTime(60_000)
  first!.gives('ping', '2')
  vi.advanceTimersByTime(60_000)
  expect(first!.isOpen).toBe(true)
  vi.advanceTimersByTime(11_000)
  expect(first!.isOpen).toBe(false)
  expect(open()[0]!.input.lastEventId).toBe('2')
})

test('where nobody looks for five minutes the connection is given back, and taken up again where it was', () => {
  line.hold([], true)
  vi.advanceTimersByTime(100)
  connected('1')
  line.hold([], false)
  vi.advanceTimersByTime(60_000)
  open()[0]!.gives('ping', '2')
  line.hold([], true)
  vi.advanceTimersByTime(10_000)
  expect(Connection.all).toHaveLength(1)
  line.hold([], false)
  for (let minute = 0; minute < 6; minute++) {
    open()[0]?.gives('ping', '3')
    vi.advanceTimersByTime(60_000)
  }
  expect(open()).toEqual([])
  expect(line.hears([])).toBe(false)
  line.hold([], true)
  vi.advanceTimersByTime(100)
  expect(open()[0]!.input.lastEventId).toBe('3')
})
