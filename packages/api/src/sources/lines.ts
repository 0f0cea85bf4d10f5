import { webAddress } from '../core/address.ts'

export type Mark = '*' | '_' | '~' | '`'
/** Words with the same marks. An atom, which is a link, stands as it is and is never cut. */
export type Run = { text: string; marks: string; atom: boolean }
/** A line as our markup knows it; one without runs keeps paragraphs apart. */
export type Line = { prefix: '' | '- ' | '> ' | `${number}. `; runs: Run[] }

const LINK = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`]+[^\s<>"`.,;:!?'’”»*_~()]/giu

/** Words of a feed, which know nothing of our markup, with the links in them. */
export function plainRuns(text: string, marks: string): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const address = webAddress(found, 'https://none.invalid/')
    if (!address) continue
    runs.push({ text: text.slice(from, index), marks, atom: false }, { text: address, marks: '', atom: true })
    from = index + found.length
  }
  runs.push({ text: text.slice(from), marks, atom: false })
  return runs.filter((run) => run.text)
}

/** Writes lines in our markup: what was marked is, and nothing that the words happen to hold marks anything. */
export function writeLines(lines: Line[]): string {
  const written = lines.map((line) => (line.runs.length === 0 ? '' : line.prefix + writeRuns(line.runs).trim()))
  return written
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const WORD = /[\p{L}\p{N}]/u
/** Takes no room, and to our markup it is a space: no mark opens before it or closes after it. */
const APART = '\uFEFF'
/** Takes no room, and is no letter: no name follows it. */
const JOINER = '\u2060'

function writeRuns(runs: Run[]): string {
  const whole = joined(runs)
  let out = ''
  for (const [at, run] of whole.entries()) {
    out += run.atom ? run.text : writeRun(run, out.at(-1) ?? ' ', whole[at + 1]?.text[0] ?? ' ')
  }
  return out
}

/** Neighbours with the same marks are one. */
function joined(runs: Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last && !last.atom && !run.atom && last.marks === run.marks) last.text += run.text
    else out.push({ ...run })
  }
  return out
}

/** Marks hold around whole words only: inside one they would be read as they stand, so they are left out. */
function writeRun({ text, marks }: Run, before: string, after: string): string {
  const [, lead = '', core = '', trail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text)!
  const apart = !WORD.test(lead.at(-1) ?? before) && !WORD.test(trail[0] ?? after)
  if (!core || !marks || !apart) return literal(text, before, after)
  const code = marks.includes('`')
  const words = code ? core.replaceAll('`', 'ˋ') : literal(core, marks.at(-1)!, marks.at(-1)!)
  // What had to be kept apart at its end would keep the mark from closing too.
  if (words.startsWith(APART) || words.endsWith(APART)) return literal(text, before, after)
  const open = code ? '`' : marks
  return lead + open + words + [...open].toReversed().join('') + trail
}

/** The words as they are, for our markup too. */
function literal(text: string, before: string, after: string): string {
  return text.replace(/[*_~`@]/g, (mark, at: number) => {
    const previous = text[at - 1] ?? before
    const next = text[at + 1] ?? after
    if (mark === '`') return 'ˋ'
    if (mark === '@') return WORD.test(previous) || !/[a-z]/i.test(next) ? mark : mark + JOINER
    const opens = !WORD.test(previous) && /\S/.test(next)
    const closes = /\S/.test(previous) && !WORD.test(next)
    return opens || closes ? APART + mark + APART : mark
  })
}
