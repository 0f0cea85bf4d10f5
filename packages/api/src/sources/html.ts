import { Parser } from 'htmlparser2'
import { webAddress } from '../core/address.ts'
import type { Words } from './feed.ts'
import { type Line, type Mark, plainRuns, type Run } from './lines.ts'

export type Picture = { url: string; alt: string }

const DROPPED = new Set(
  'script style iframe svg math template noscript object head title form button select'.split(' '),
)
const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'.split(
    ' ',
  ),
)
const MARKS: Record<string, Mark> = {
  b: '*',
  strong: '*',
  h1: '*',
  h2: '*',
  h3: '*',
  h4: '*',
  h5: '*',
  h6: '*',
  i: '_',
  em: '_',
  cite: '_',
  s: '~',
  del: '~',
  strike: '~',
  code: '`',
  kbd: '`',
}

/** What a text says, line by line, and the first picture in it. `link` is the item's own, which needs no naming. */
export function readWords(
  { text, html }: Words,
  base: string,
  link: string | null,
): { lines: Line[]; picture: Picture | null } {
  if (!html) return { lines: text.split('\n').map((one) => ({ prefix: '', runs: plainRuns(one, '') })), picture: null }
  const reader = new Reader(base, link)
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    onclosetag: (name) => reader.close(name),
    ontext: (words) => reader.text(words),
  })
  parser.end(text)
  return reader.end()
}

class Reader {
  readonly #base: string
  readonly #own: string | null
  readonly #lines: Line[] = []
  #line: Line = { prefix: '', runs: [] }
  #picture: Picture | null = null
  #dropped = 0
  #preformatted = 0
  #quotes = 0
  readonly #marks: Mark[] = []
  readonly #lists: { ordered: boolean; items: number }[] = []
  #anchor: { href: string; words: string; from: number; line: Line } | null = null

  constructor(base: string, own: string | null) {
    this.#base = base
    this.#own = own
  }

  open(name: string, attributes: Record<string, string>): void {
    if (DROPPED.has(name)) this.#dropped += 1
    if (this.#dropped > 0) return
    if (BLOCKS.has(name)) this.#break(true)
    if (name === 'br') this.#break(false)
    if (name === 'td' || name === 'th') this.text(' ')
    if (name === 'blockquote') this.#quotes += 1
    if (name === 'pre') this.#preformatted += 1
    if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', items: 0 })
    if (name === 'li') this.#item()
    if (name === 'img') this.#picture ??= this.#pictureOf(attributes)
    if (name === 'a') this.#openAnchor(attributes['href'])
    if (MARKS[name] && this.#preformatted === 0) this.#marks.push(MARKS[name])
  }

  close(name: string): void {
    if (DROPPED.has(name) && this.#dropped > 0) {
      this.#dropped -= 1
      return
    }
    if (this.#dropped > 0) return
    if (name === 'a') this.#closeAnchor()
    const mark = MARKS[name]
    if (mark && this.#marks.includes(mark)) this.#marks.splice(this.#marks.lastIndexOf(mark), 1)
    if (name === 'ul' || name === 'ol') this.#lists.pop()
    if (BLOCKS.has(name)) this.#break(true)
    if (name === 'blockquote' && this.#quotes > 0) this.#quotes -= 1
    if (name === 'pre' && this.#preformatted > 0) this.#preformatted -= 1
  }

  text(words: string): void {
    if (this.#dropped > 0) return
    if (this.#preformatted > 0) {
      for (const [at, line] of words.split('\n').entries()) {
        if (at > 0) this.#break(false)
        this.#push({ text: line, marks: '', atom: false })
      }
      return
    }
    const empty = this.#line.runs.length === 0 || /\s$/.test(this.#line.runs.at(-1)!.text)
    const collapsed = words.replace(/\s+/g, ' ').replace(empty ? /^ / : /^$/, '')
    if (!collapsed) return
    if (this.#anchor) this.#anchor.words += collapsed
    for (const run of plainRuns(collapsed, [...new Set(this.#marks)].join(''))) this.#push(run)
  }

  end(): { lines: Line[]; picture: Picture | null } {
    this.#break(false)
    return { lines: this.#lines, picture: this.#picture }
  }

  #push(run: Run): void {
    if (this.#line.runs.length === 0 && !this.#line.prefix && this.#quotes > 0) this.#line.prefix = '> '
    this.#line.runs.push(run)
  }

  #break(apart: boolean): void {
    if (this.#line.runs.some(({ text }) => text.trim())) this.#lines.push(this.#line)
    else if (this.#line.prefix) return
    // Items of a list stay together.
    if (apart && this.#lists.length === 0 && this.#lines.at(-1)?.runs.length) this.#lines.push({ prefix: '', runs: [] })
    this.#line = { prefix: '', runs: [] }
  }

  #item(): void {
    const list = this.#lists.at(-1)
    if (list) list.items += 1
    this.#line = { prefix: list?.ordered ? `${list.items}. ` : '- ', runs: [] }
  }

  #openAnchor(href: string | undefined): void {
    const address = webAddress(href, this.#base)
    this.#anchor = address ? { href: address, words: '', from: this.#line.runs.length, line: this.#line } : null
  }

  /** The words stay; the address follows them, unless they are it, or it is the item's, or a tag's or a name's page. */
  #closeAnchor(): void {
    const anchor = this.#anchor
    this.#anchor = null
    const words = anchor?.words.trim()
    if (!anchor || !words || anchor.href === this.#own || /^[#@]/.test(words)) return
    const atom: Run = { text: anchor.href, marks: '', atom: true }
    if (words.includes('.') && bare(anchor.href).startsWith(bare(words)) && anchor.line === this.#line) {
      this.#line.runs.splice(anchor.from, Infinity, atom)
    } else {
      this.text(' ')
      this.#push({ text: '(', marks: '', atom: false })
      this.#push(atom)
      this.#push({ text: ')', marks: '', atom: false })
    }
  }

  #pictureOf({ src, alt = '', width, height }: Record<string, string>): Picture | null {
    const pixel = [width, height].some((side) => side === '0' || side === '1')
    const url = pixel ? null : webAddress(src, this.#base)
    return url ? { url, alt } : null
  }
}

function bare(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, '').replace(/[/…]+$/, '')
}
