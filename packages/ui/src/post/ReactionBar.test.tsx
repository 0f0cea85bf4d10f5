// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { MessagesProvider } from '../interface.tsx'
import { en } from '../messages/common/en.ts'
import { ReactionBar, type ReactionPart } from './ReactionBar.tsx'

afterEach(cleanup)

const draw = (part: ReactionPart) =>
  render(() => (
    <MessagesProvider locale="en" messages={en} now={() => 0}>
      <ReactionBar part={part} />
    </MessagesProvider>
  ))
const counts = [
  { emoji: '❤️', count: 2 },
  { emoji: '👍', count: 1 },
]

test('one’s own reaction is marked, and withdrawn by another press', async () => {
  const react = vi.fn(async () => {})
  const page = draw({ counts, mine: '👍', allowed: null, react })
  const [heart, thumb] = page.getAllByRole('button')
  expect(heart!.getAttribute('aria-pressed')).toBe('false')
  expect(thumb!.getAttribute('aria-pressed')).toBe('true')
  fireEvent.click(thumb!)
  fireEvent.click(heart!)
  expect(react.mock.calls).toEqual([[null], ['❤️']])
  await vi.waitFor(() => expect(page.getByRole('status').textContent).toBe('You reacted with ❤️'))
})

test('what is refused says why', async () => {
  const react = () => Promise.reject(new Error('This channel takes no reactions.'))
  const page = draw({ counts, mine: null, allowed: null, react })
  fireEvent.click(page.getAllByRole('button')[0]!)
  const alert = await page.findByText(/This channel takes no reactions/)
  expect(alert.textContent).toContain('wasn’t counted')
})

test('where the channel chose others, those from before stand there and can’t be chosen', () => {
  const page = draw({ counts, mine: '❤️', allowed: ['👍'], react: async () => {} })
  const [heart, thumb] = page.getAllByRole<HTMLButtonElement>('button')
  expect([heart!.disabled, thumb!.disabled]).toEqual([false, false])
  cleanup()
  const others = draw({ counts, mine: null, allowed: ['👍'], react: async () => {} })
  expect(others.getAllByRole<HTMLButtonElement>('button')[0]!.disabled).toBe(true)
})

test('eight stand there, one’s own among them, until all are asked for', () => {
  const many = Array.from({ length: 12 }, (_, at) => ({ emoji: String.fromCodePoint(0x1f600 + at), count: 20 - at }))
  const page = draw({ counts: many, mine: many[11]!.emoji, allowed: null, react: async () => {} })
  expect(page.container.querySelectorAll('[aria-pressed]')).toHaveLength(9)
  fireEvent.click(page.getByRole('button', { name: 'Show 3 more' }))
  expect(page.container.querySelectorAll('[aria-pressed]')).toHaveLength(12)
})

test('who only looks finds counts and nothing to press', () => {
  const page = draw({ counts })
  expect(page.queryAllByRole('button')).toEqual([])
  expect(page.container.textContent).toContain('❤️: 2 reactions')
})
