import { expect, test } from 'vitest'
import { type Edit, type Selection, toggleLines, toggleMark } from './markup.ts'

/** A text whose selection stands between brackets. */
function select(marked: string): Selection {
  const from = marked.indexOf('[')
  return { text: marked.replace(/[[\]]/g, ''), from, to: marked.indexOf(']') - 1 }
}

function after({ text }: Selection, { from, to, insert, select: [start, end] }: Edit): string {
  const whole = text.slice(0, from) + insert + text.slice(to)
  return `${whole.slice(0, start)}[${whole.slice(start, end)}]${whole.slice(end)}`
}

test.each([
  ['a [word] here', 'a [*word*] here'],
  ['a *[word]* here', 'a [word] here'],
  ['a [*word*] here', 'a [word] here'],
  ['here: []', 'here: *[]*'],
  ['a[ word ]here', 'a[ *word* ]here'],
  ['[one\n\ntwo]', '[*one*\n\n*two*]'],
])('bold turns %j into %j', (from, to) => {
  const selection = select(from)
  expect(after(selection, toggleMark(selection, '*'))).toBe(to)
})

test.each([
  ['quote', 'one\nt[w]o', 'one\n[> two]'],
  ['quote', '[> one\n> two]', '[one\ntwo]'],
  ['list', '[one\n\ntwo]', '[- one\n\n- two]'],
  ['numbered', '[- one\n- two]', '[1. one\n2. two]'],
  ['numbered', '[]', '1. []'],
  ['list', 'one[]\ntwo', '- one[]\ntwo'],
] as const)('%s turns %j into %j', (prefix, from, to) => {
  const selection = select(from)
  expect(after(selection, toggleLines(selection, prefix))).toBe(to)
})
