export type Piece = { text: string; is: 'same' | 'removed' | 'added' }

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment)

/** What became of a text, word by word: the longest run of words that both have in common stays. */
export function differenceOf(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const common = commonLengths(old, now)
  const pieces: Piece[] = []
  const say = (text: string, is: Piece['is']) => {
    const last = pieces.at(-1)
    if (last?.is === is) last.text += text
    else pieces.push({ text, is })
  }
  let [at, to] = [0, 0]
  while (at < old.length || to < now.length) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      say(old[at]!, 'same')
      at += 1
      to += 1
    } else if (to >= now.length || (at < old.length && common(at + 1, to) >= common(at, to + 1))) {
      say(old[at]!, 'removed')
      at += 1
    } else {
      say(now[to]!, 'added')
      to += 1
    }
  }
  return pieces
}

/** How many words what follows in both has in common, in order: a table of at most some million small numbers. */
function commonLengths(old: string[], now: string[]) {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const below = lengths[(at + 1) * width + to]!
      const beside = lengths[at * width + to + 1]!
      const both = lengths[(at + 1) * width + to + 1]! + 1
      lengths[at * width + to] = old[at] === now[to] ? both : Math.max(below, beside)
    }
  }
  return (at: number, to: number) => lengths[at * width + to] ?? 0
}
