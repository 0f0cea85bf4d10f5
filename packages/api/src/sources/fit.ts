import { type Line, type Run, writeLines } from './lines.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** A character may take this many code units before it counts as more than one. */
const UNITS = 8
/** Of a text that is cut in the middle of a word, so much may be given up to end at one. */
const LAST_WORD = 40

/** Lines in our markup that take at most `most` characters, cut after a word where they are too long. */
export function fitLines(lines: Line[], most: number): string {
  for (let room = most; room > 0;) {
    const text = writeLines(cut(lines, room))
    const over = weigh(text) - most
    if (over <= 0) return text
    room -= over
  }
  return ''
}

/** Characters as readers count them, but for such as are made of marks without end. */
export function weigh(text: string): number {
  let weight = 0
  for (const { segment } of graphemes.segment(text)) weight += Math.ceil(segment.length / UNITS)
  return weight
}

function cut(lines: Line[], room: number): Line[] {
  const out: Line[] = []
  let left = room
  for (const line of lines) {
    left -= line.prefix.length + (out.length > 0 ? 1 : 0)
    const runs: Run[] = []
    out.push({ ...line, runs })
    for (const run of line.runs) {
      const weight = weigh(run.text)
      if (weight > left) {
        const text = run.atom ? '' : cutWords(run.text, left - 1)
        // The sign that there was more stands outside the marks, so that they still close.
        runs.push({ ...run, text, atom: false }, { text: '…', marks: '', atom: false })
        return out
      }
      runs.push(run)
      left -= weight
    }
  }
  return out
}

function cutWords(text: string, room: number): string {
  let [end, weight] = [0, 0]
  for (const { segment, index } of graphemes.segment(text)) {
    weight += Math.ceil(segment.length / UNITS)
    if (weight > room) break
    end = index + segment.length
  }
  const kept = text.slice(0, end)
  if (end === text.length || /^\s/.test(text.slice(end))) return kept.trimEnd()
  const space = kept.search(/\s\S*$/)
  return (space > 0 && kept.length - space <= LAST_WORD ? kept.slice(0, space) : kept).trimEnd()
}
