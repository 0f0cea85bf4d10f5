/**
 * Post markup: plain text with `*bold*`, `_italic_`, `~strike~`, `` `code` ``, fenced code, `> quote`, lists, bare links,
 * `#tags` and `@handles`, parsed to a tree that is drawn node by node and never as HTML.
 * Every pass reads a character a bounded number of times, so no text is slow. Free of zod: pages import it.
 */

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'em' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; text: string }
  | { type: 'tag'; tag: string }
  | { type: 'mention'; handle: string }

export type Block =
  /** Lines are kept: each break in the text is a break on the page. */
  | { type: 'paragraph'; lines: Inline[][] }
  | { type: 'quote'; lines: Inline[][] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { type: 'code'; text: string }

const BULLET = /^[-*] (?=\S)/
const NUMBER = /^(\d{1,9})\. (?=\S)/
const FENCE = '```'

export function parseMarkup(text: string): Block[] {
  const lines = text.split('\n')
  const ends = fenceEnds(lines)
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (line.trim() === '') {
      at += 1
      continue
    }
    if (line.startsWith(FENCE)) {
      const end = closingFence(lines[at]!, at, ends)
      if (end !== -1) {
        blocks.push({ type: 'code', text: fenced(lines, at, end) })
        at = end + 1
        continue
      }
    }
    const kind = blockKind(line)
    const run: string[] = []
    while (at < lines.length && lines[at]!.trim() !== '' && sameRun(kind, lines[at]!, run.length)) {
      run.push(lines[at]!)
      at += 1
    }
    blocks.push(block(kind, run))
  }
  return blocks
}

type Kind = 'paragraph' | 'quote' | 'bullets' | 'numbers'

function blockKind(line: string): Kind {
  if (line.startsWith('> ')) return 'quote'
  if (BULLET.test(line)) return 'bullets'
  if (NUMBER.test(line)) return 'numbers'
  return 'paragraph'
}

function sameRun(kind: Kind, line: string, taken: number): boolean {
  return blockKind(line) === kind && (taken === 0 || !line.startsWith(FENCE))
}

function block(kind: Kind, run: string[]): Block {
  switch (kind) {
    case 'paragraph':
      return { type: 'paragraph', lines: run.map(parseInline) }
    case 'quote':
      return { type: 'quote', lines: run.map((line) => parseInline(line.slice(2))) }
    case 'bullets':
      return { type: 'list', ordered: false, start: 1, items: run.map((line) => parseInline(line.slice(2))) }
    case 'numbers': {
      const start = Number(NUMBER.exec(run[0]!)![1])
      return { type: 'list', ordered: true, start, items: run.map((line) => parseInline(line.replace(NUMBER, ''))) }
    }
  }
}

/** The line that ends the fence opened at `from`: the same line, or a later one that ends in a fence; else -1. */
function closingFence(opening: string, from: number, ends: number[]): number {
  if (opening.length > FENCE.length * 2 && opening.endsWith(FENCE)) return from
  return ends[from + 1] ?? -1
}

/** For each line, the first one from there on that may end a fence, or -1: found once, whatever opens how often. */
function fenceEnds(lines: string[]): number[] {
  const ends = Array<number>(lines.length)
  let next = -1
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (lines[at]!.trimEnd().endsWith(FENCE)) next = at
    ends[at] = next
  }
  return ends
}

function fenced(lines: string[], from: number, to: number): string {
  const inside = lines
    .slice(from, to + 1)
    .join('\n')
    .trimEnd()
  return inside.slice(FENCE.length, -FENCE.length).replace(/^\n|\n$/g, '')
}

const MARKS = { '*': 'strong', _: 'em', '~': 'strike' } as const
type Mark = keyof typeof MARKS
const WORD = /[\p{L}\p{N}]/u
const URL_START = /^https?:\/\/[^\s<>"`]+/i
const TAG = /^#[\p{L}\p{N}_]*[\p{L}][\p{L}\p{N}_]*/u
const MENTION = /^@[a-z][a-z0-9_]{2,31}(?![a-z0-9_])/i

/** A line's marks, links, tags and mentions. A mark opens before a word and closes after one, as in *this*. */
export function parseInline(line: string): Inline[] {
  return inlines(line, 0, line.length, closers(line), 0)
}

/** Deeper nesting than a person would write is left as it stands. */
const MAX_DEPTH = 3

function inlines(line: string, from: number, to: number, ends: Closers, depth: number): Inline[] {
  const out: Inline[] = []
  let plain = from
  let at = from
  const take = (node: Inline, end: number) => {
    if (at > plain) out.push({ type: 'text', text: line.slice(plain, at) })
    out.push(node)
    at = plain = end
  }
  while (at < to) {
    const char = line[at]!
    if (char === '`') {
      const end = ends.next('`', at + 1, to)
      if (end > at + 1) {
        take({ type: 'code', text: line.slice(at + 1, end) }, end + 1)
        continue
      }
    } else if (char in MARKS && depth < MAX_DEPTH && opens(line, at)) {
      const end = ends.next(char as Mark, at + 2, to)
      if (end !== -1) {
        const children = inlines(line, at + 1, end, ends, depth + 1)
        take({ type: MARKS[char as Mark], children }, end + 1)
        continue
      }
    } else if ((char === 'h' || char === 'H') && !WORD.test(before(line, at))) {
      const found = URL_START.exec(line.slice(at, Math.min(to, at + 2_048)))
      const href = found && link(found[0])
      if (href) {
        take({ type: 'link', href: href.href, text: href.text }, at + href.text.length)
        continue
      }
    } else if ((char === '#' || char === '@') && !WORD.test(before(line, at)) && before(line, at) !== '/') {
      const found = (char === '#' ? TAG : MENTION).exec(line.slice(at, Math.min(to, at + 100)))
      if (found) {
        const word = found[0].slice(1)
        const node: Inline = char === '#' ? { type: 'tag', tag: word } : { type: 'mention', handle: word.toLowerCase() }
        take(node, at + found[0].length)
        continue
      }
    }
    at += 1
  }
  if (to > plain) out.push({ type: 'text', text: line.slice(plain, to) })
  return out
}

function before(line: string, at: number): string {
  return line[at - 1] ?? ' '
}

function opens(line: string, at: number): boolean {
  return !WORD.test(before(line, at)) && /\S/.test(line[at + 1] ?? ' ')
}

type Closers = { next(mark: Mark | '`', from: number, to: number): number }

/** Where each mark may close, gathered once, so that finding the next one is a step and not a search. */
function closers(line: string): Closers {
  const places: Record<Mark | '`', number[]> = { '*': [], _: [], '~': [], '`': [] }
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]!
    if (char === '`') places['`'].push(at)
    else if (char in MARKS && /\S/.test(before(line, at)) && !WORD.test(line[at + 1] ?? ' '))
      places[char as Mark].push(at)
  }
  return {
    next(mark, from, to) {
      const list = places[mark]
      let low = 0
      let high = list.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (list[middle]! < from) low = middle + 1
        else high = middle
      }
      const found = list[low]
      return found !== undefined && found < to ? found : -1
    },
  }
}

/** A bare link without the punctuation of the sentence around it; `null` when it is no address. */
function link(raw: string): { href: string; text: string } | null {
  let text = raw.replace(/[.,;:!?'’”»*_~]+$/, '')
  if (text.endsWith(')') && !text.includes('(')) text = text.slice(0, -1)
  try {
    const url = new URL(text)
    return url.hostname ? { href: url.href, text } : null
  } catch {
    return null
  }
}

/** The text without its marks, for previews, titles and notifications. */
export function plainText(text: string): string {
  return parseMarkup(text).map(blockText).join('\n')
}

function blockText(node: Block): string {
  if (node.type === 'code') return node.text
  return (node.type === 'list' ? node.items : node.lines).map(lineText).join('\n')
}

/** The text as one would write it where there are no marks: lists keep their bullets, quotes their bars. */
export function copyableText(text: string): string {
  return parseMarkup(text)
    .map((node) => {
      if (node.type === 'code' || node.type === 'paragraph') return blockText(node)
      if (node.type === 'quote') return node.lines.map((line) => `> ${lineText(line)}`).join('\n')
      const sign = (at: number) => (node.ordered ? `${node.start + at}.` : '•')
      return node.items.map((item, at) => `${sign(at)} ${lineText(item)}`).join('\n')
    })
    .join('\n\n')
}

const lineText = (line: Inline[]) => line.map(inlineText).join('')

export function inlineText(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'link':
      return node.text
    case 'tag':
      return `#${node.tag}`
    case 'mention':
      return `@${node.handle}`
    default:
      return node.children.map(inlineText).join('')
  }
}

/** Where the links of a text lead, in their order. */
export function linksIn(text: string): string[] {
  const inlines = parseMarkup(text).flatMap((block): Inline[] => {
    if (block.type === 'code') return []
    return (block.type === 'list' ? block.items : block.lines).flat()
  })
  return inlines.flatMap(linksOf)
}

function linksOf(node: Inline): string[] {
  if (node.type === 'link') return [node.href]
  return 'children' in node ? node.children.flatMap(linksOf) : []
}
