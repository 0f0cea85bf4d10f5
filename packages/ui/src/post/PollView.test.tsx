// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import type { Poll, PollResults } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { MessagesProvider } from '../interface.tsx'
import { en } from '../messages/common/en.ts'
import { ContentView } from './ContentView.tsx'
import type { PollPart } from './PollView.tsx'

const NOW = Date.UTC(2026, 9, 6, 14)
const HOUR = 3_600_000

afterEach(cleanup)

const POLL: Poll = {
  question: 'Which bell?',
  options: ['Great Tom', 'Little Ben', 'Emmanuel'],
  mode: 'single',
  openFor: null,
  closesAt: NOW + 3 * HOUR,
  results: 'always',
  changeable: true,
  voters: 'anyone',
}
const NO_VOTES: PollResults = {
  postId: 'pst_0',
  closesAt: NOW + 3 * HOUR,
  voters: 0,
  options: [0, 0, 0],
  mine: [],
  quiz: null,
  voting: 'open',
}

/** A poll on a page whose votes are answered by `answer`. */
function draw(
  poll: Partial<Poll>,
  first: Partial<PollResults> | null,
  answer?: (options: number[]) => Partial<PollResults>,
) {
  const [results, setResults] = createSignal(first && { ...NO_VOTES, ...first })
  const cast: number[][] = []
  const part: PollPart = {
    get results() {
      return results() ?? undefined
    },
    ...(answer && {
      async vote(options) {
        cast.push(options)
        setResults({ ...NO_VOTES, ...answer(options) })
      },
    }),
  }
  const page = render(() => (
    <MessagesProvider locale="en" messages={en} now={() => NOW}>
      <ContentView content={{ kind: 'poll', poll: { ...POLL, ...poll } }} poll={part} />
    </MessagesProvider>
  ))
  const rows = () => page.getAllByRole('listitem').map((row) => row.textContent)
  return { ...page, cast, rows, setResults }
}

describe('a ballot', () => {
  test('is a group of named choices, and sends what was chosen', async () => {
    const page = draw({}, {}, () => ({ voters: 1, options: [0, 1, 0], mine: [1] }))
    expect(page.getByRole('group').textContent).toContain('Which bell?')
    const button = page.getByRole('button', { name: 'Vote' })
    expect(button).toHaveProperty('disabled', true)
    fireEvent.click(page.getByLabelText('Great Tom'))
    fireEvent.click(page.getByLabelText('Little Ben'))
    fireEvent.click(button)
    await page.findByRole('list')
    expect(page.cast).toEqual([[1]])
    expect(page.rows()[1]).toMatch(/Little Ben1 vote100%Your vote/)
    expect(page.getByRole('status').textContent).toBe('Your vote is counted.')
    expect(document.activeElement).toBe(page.getByRole('list'))
  })

  test('takes several where several may be chosen', async () => {
    const page = draw({ mode: 'multiple' }, {}, (mine) => ({ voters: 1, options: [1, 0, 1], mine }))
    for (const name of ['Emmanuel', 'Great Tom']) fireEvent.click(page.getByLabelText(name))
    fireEvent.click(page.getByRole('button', { name: 'Vote' }))
    await page.findByRole('list')
    expect(page.cast).toEqual([[0, 2]])
  })

  test('keeps what was chosen when the vote doesn’t arrive, and says so', async () => {
    const page = draw({}, {}, () => {
      throw new Error('This poll is closed.')
    })
    fireEvent.click(page.getByLabelText('Emmanuel'))
    fireEvent.click(page.getByRole('button', { name: 'Vote' }))
    expect(await page.findByText('This poll is closed.')).toBeTruthy()
    expect(page.getByLabelText('Emmanuel')).toHaveProperty('checked', true)
  })

  test('can’t be used in a preview, nor before anything is known of it', () => {
    const page = draw({}, null, () => ({}))
    expect(page.container.querySelector('form')!.inert).toBe(true)
    page.setResults(NO_VOTES)
    expect(page.container.querySelector('form')!.inert).toBe(false)
  })

  test('shows results first to who would rather see them, and only where they are to be seen', () => {
    const page = draw({}, { voters: 3, options: [2, 1, 0] }, () => ({}))
    fireEvent.click(page.getByRole('button', { name: 'Show results' }))
    expect(page.rows()).toEqual(['Great Tom2 votes67%', 'Little Ben1 vote33%', 'Emmanuel0 votes0%'])
    fireEvent.click(page.getByRole('button', { name: 'Back to voting' }))
    expect(page.getByRole('group')).toBeTruthy()
    cleanup()
    const hidden = draw({ results: 'voted' }, { voters: null, options: [null, null, null] }, () => ({}))
    expect(hidden.queryByRole('button', { name: 'Show results' })).toBeNull()
    expect(hidden.container.textContent).toContain('Results show once you have voted.')
  })
})

describe('results', () => {
  const voted = { voters: 4, options: [1, 3, 0], mine: [1] }

  test('let who has voted change or withdraw it', async () => {
    const page = draw({}, voted, (mine) => ({ ...voted, mine }))
    fireEvent.click(page.getByRole('button', { name: 'Change my vote' }))
    expect(page.getByLabelText('Little Ben')).toHaveProperty('checked', true)
    fireEvent.click(page.getByRole('button', { name: 'Leave it as it was' }))
    fireEvent.click(page.getByRole('button', { name: 'Withdraw my vote' }))
    expect(await page.findByText('Your vote is withdrawn.')).toBeTruthy()
    expect(page.cast).toEqual([[]])
  })

  test('where a vote is final are there to be looked at', () => {
    const page = draw({ changeable: false }, { ...voted, voting: 'done' }, () => ({}))
    expect(page.queryByRole('button')).toBeNull()
    expect(page.container.textContent).toContain('A vote here is final.')
  })

  test('that are hidden until the end show one’s own vote and no number', () => {
    const page = draw({ results: 'closed' }, { mine: [2], voters: null, options: [null, null, null] }, () => ({}))
    expect(page.rows()).toEqual(['Great Tom', 'Little Ben', 'EmmanuelYour vote'])
    expect(page.container.textContent).toContain('Results show when the poll closes.')
    expect(page.container.textContent).not.toMatch(/%|voter(?!s not)/)
  })

  test('of a quiz say what is right and why', () => {
    const quiz = { correct: 2, explanation: 'It hangs in Notre-Dame.', translations: [] }
    const page = draw({ mode: 'quiz' }, { ...voted, quiz, voting: 'done' }, () => ({}))
    expect(page.rows()[1]).toMatch(/Your voteNot the right answer/)
    expect(page.rows()[2]).toMatch(/Right answer/)
    expect(page.container.textContent).toContain('Not quite. The answer is: Emmanuel')
    expect(page.container.textContent).toContain('It hangs in Notre-Dame.')
  })

  test('of a quiz explain it in the language that is read', () => {
    const translations = [{ language: 'fr', explanation: 'Elle est à Notre-Dame.' }]
    const quiz = { correct: 1, explanation: 'It hangs in Notre-Dame.', translations }
    const part = { results: { ...NO_VOTES, ...voted, quiz } }
    const page = render(() => (
      <MessagesProvider locale="en" messages={en} now={() => NOW}>
        <ContentView content={{ kind: 'poll', poll: { ...POLL, mode: 'quiz' } }} poll={part} language="fr" />
      </MessagesProvider>
    ))
    expect(page.container.textContent).toContain('Elle est à Notre-Dame.')
    expect(page.container.textContent).not.toContain('It hangs')
  })

  test('of a poll that is over say so, and take no vote', () => {
    const page = draw({}, { ...voted, closesAt: NOW - HOUR, voting: 'closed' }, () => ({}))
    expect(page.container.textContent).toContain('Closed 1 hr. ago')
    expect(page.queryByRole('button')).toBeNull()
  })

  test('tell who may not vote why', () => {
    const page = draw({ voters: 'followers' }, { voting: 'followers' }, () => ({}))
    expect(page.container.textContent).toContain(en.poll.followersOnly)
    expect(page.queryByRole('button')).toBeNull()
  })

  test('fill each bar without a style attribute', () => {
    const page = draw({}, voted, () => ({}))
    expect(page.container.querySelector('[style]')).toBeNull()
    expect([...page.container.querySelectorAll('rect')].map((rect) => rect.getAttribute('width'))).toEqual([
      '25%',
      '75%',
      '0%',
    ])
  })
})

test('a poll says quietly that its votes aren’t verified', () => {
  expect(draw({}, {}).container.textContent).toContain('Open poll, votes not verified')
})

test('what looks like HTML in a question or an option is only text', () => {
  const hostile = '<img src=x onerror=alert(1)> <script>alert(2)</script>'
  const before = draw({ question: hostile, options: [hostile, '</form><b>x'] }, { options: [0, 0] }, () => ({}))
  expect(before.container.querySelector('img, script, b')).toBeNull()
  expect(before.container.textContent).toContain(hostile)
  cleanup()
  const quiz = { correct: 0, explanation: hostile, translations: [] }
  const after = draw({ question: hostile, options: [hostile, 'x'] }, { mine: [0], options: [1, 0], quiz, voters: 1 })
  expect(after.container.querySelector('img, script, b')).toBeNull()
  expect(after.container.textContent).toContain(hostile)
})
