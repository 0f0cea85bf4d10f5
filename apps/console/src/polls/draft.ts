import { countCharacters, LIMITS, type Poll, type PollContent } from '@carillon/contract'

/** A poll that is being written. Options may be empty: those aren't sent. */
export type PollDraft = {
  question: string
  options: string[]
  mode: Poll['mode']
  /** The place of a quiz's right option. */
  correct: number | null
  explanation: string
  /** Seconds; `null` for as long as its post lives. */
  openFor: number | null
  results: Poll['results']
  changeable: boolean
  voters: Poll['voters']
}

export function emptyPoll(): PollDraft {
  return {
    question: '',
    options: ['', ''],
    mode: 'single',
    correct: null,
    explanation: '',
    openFor: null,
    results: 'always',
    changeable: true,
    voters: 'anyone',
  }
}

/** A poll as a draft to change it by. */
export function pollDraftOf(poll: Poll): PollDraft {
  const { closesAt: _, quiz, options, ...rules } = poll
  return { ...rules, options: [...options], correct: quiz?.correct ?? null, explanation: quiz?.explanation ?? '' }
}

export function pollContentOf(draft: PollDraft): PollContent {
  const { correct, explanation, ...poll } = draft
  const isQuiz = draft.mode === 'quiz'
  const places = filledPlaces(draft)
  return {
    ...poll,
    options: places.map((at) => draft.options[at]!.trim()),
    explanation: isQuiz ? explanation : '',
    ...(isQuiz && correct !== null ? { correct: places.indexOf(correct) } : {}),
  }
}

/** As its followers would read it. */
export function readPollOf(draft: PollDraft): Poll {
  const { correct: _, explanation: __, ...poll } = pollContentOf(draft)
  return { ...poll, closesAt: null }
}

/** Where the options stand that are sent, in their order. */
export function filledPlaces({ options }: PollDraft): number[] {
  return [...options.keys()].filter((at) => options[at]!.trim() !== '')
}

export function isTwice({ options }: PollDraft, at: number): boolean {
  const option = options[at]!.trim()
  return option !== '' && options.findIndex((other) => other.trim() === option) < at
}

export function isOpenForFitting(seconds: number | null): boolean {
  return seconds === null || (seconds >= LIMITS.pollSecondsMin && seconds <= LIMITS.pollSecondsMax)
}

/** Whether the server would take it. */
export function isPollReady(draft: PollDraft): boolean {
  const filled = filledPlaces(draft)
  const isQuiz = draft.mode === 'quiz'
  return (
    draft.question.trim() !== '' &&
    countCharacters(draft.question) <= LIMITS.pollQuestion &&
    filled.length >= LIMITS.pollOptionsMin &&
    filled.every((at) => countCharacters(draft.options[at]!) <= LIMITS.pollOption && !isTwice(draft, at)) &&
    (!isQuiz || (draft.correct !== null && filled.includes(draft.correct))) &&
    (!isQuiz || countCharacters(draft.explanation) <= LIMITS.pollExplanation) &&
    isOpenForFitting(draft.openFor)
  )
}

export function setOption(draft: PollDraft, at: number, text: string): PollDraft {
  return { ...draft, options: draft.options.with(at, text) }
}

/** Lines in the place of an option, as many as there is room for; which one stands last then. */
export function spreadLines(draft: PollDraft, at: number, lines: string[]): { draft: PollDraft; last: number } {
  const room = LIMITS.pollOptionsMax - draft.options.length + 1
  const taken = lines.slice(0, room)
  return { draft: shifted(draft, at, 1, taken), last: at + taken.length - 1 }
}

export function addOption(draft: PollDraft, at: number): PollDraft {
  return shifted(draft, at, 0, [''])
}

export function removeOption(draft: PollDraft, at: number): PollDraft {
  const next = shifted(draft, at, 1, [])
  return draft.correct === at ? { ...next, correct: null } : next
}

export function moveOption(draft: PollDraft, from: number, to: number): PollDraft {
  const order = [...draft.options.keys()]
  order.splice(to, 0, ...order.splice(from, 1))
  const correct = draft.correct === null ? null : order.indexOf(draft.correct)
  return { ...draft, options: order.map((at) => draft.options[at]!), correct }
}

/** What is right stays right when what stands before it comes or goes. */
function shifted(draft: PollDraft, at: number, gone: number, added: string[]): PollDraft {
  const { correct } = draft
  const isBehind = correct !== null && correct >= at + gone
  return {
    ...draft,
    options: draft.options.toSpliced(at, gone, ...added),
    correct: isBehind ? correct + added.length - gone : correct,
  }
}
