import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

function show(isTTY: boolean, all: number, columns = 70) {
  let text = ''
  const out = { isTTY, columns, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream
  const progress = createProgress(out, all)
  return { progress, text: () => text }
}

test('a terminal gets one line that is drawn again, within its width', () => {
  const { progress, text } = show(true, 2)
  progress.show({ files: 0, file: 'Brazil.opml', rowsDone: 0, rows: 0 })
  progress.show({ files: 1, file: 'A file of quite a long name that goes on.csv', rowsDone: 5, rows: 10 })
  progress.end()
  const lines = text().split('\r\u001B[K').slice(1)
  expect(lines).toEqual([
    '░░░░░░░░░░░░░░░░░░░░░░░░ file 1 of 2, Brazil.opml: reading',
    '██████████████████░░░░░░ file 2 of 2, A file of quite a long name that goes on.csv: 5 of 10 rows'.slice(0, 69),
    '',
  ])
})

test('anything else gets a line each tenth of the way', () => {
  const { progress, text } = show(false, 1)
  for (let rowsDone = 0; rowsDone <= 1_000; rowsDone += 1) {
    progress.show({ files: 0, file: 'a.csv', rowsDone, rows: 1_000 })
  }
  progress.end()
  const lines = text().trim().split('\n')
  expect(lines).toHaveLength(10)
  expect(lines[0]).toBe('10 %: file 1 of 1, a.csv: 100 of 1000 rows')
  expect(lines.at(-1)).toBe('100 %: file 1 of 1, a.csv: 1000 of 1000 rows')
})

test('a backup says how many of its files are copied, and ends whole where there is none to copy', () => {
  const { progress, text } = show(false, 0)
  progress.show({ step: 'database', done: 0, all: 1 })
  progress.show({ step: 'files', done: 5, all: 20 })
  progress.show({ step: 'files', done: 20, all: 20 })
  progress.end()
  expect(text()).toBe('25 %: 5 of 20 files\n100 %: 20 of 20 files\n')
})
