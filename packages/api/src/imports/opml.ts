import { LANGUAGES } from '@carillon/contract'
import { Parser } from 'htmlparser2'
import { type Attributes, isTorn, mendAttributes, PARSER_OPTIONS, splitTags } from './opml.repair.ts'
import { clean, hostOf, lineCounter, type Outline, type Parsed, type Remark, snippet, webAddress } from './outline.ts'

/** Deeper than a person would nest; the parser's own stack grows slow with depth. */
const MAX_DEPTH = 100
/** Characters of a torn tag that are worth mending. */
const MAX_MENDED = 65_536
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i
/** Groups that are looked at, from inside out. */
const MAX_GROUPS = 5

type Open = { outline: Outline | null; children: number; closesItself: boolean }

/**
 * Reads OPML as it is found: not well-formed, as often as not. Every outline that names a channel comes out, in the
 * file's order; what had to be repaired or could not be used is in the remarks.
 */
export function parseOpml(text: string): Parsed {
  const lineAt = lineCounter(text)
  const remarks: Remark[] = []
  const outlines: Outline[] = []
  const groups = new Set<Outline>()
  const open: Open[] = []
  let done = 0

  const note = (line: number, code: Remark['code'], detail: string) => remarks.push({ line, code, detail })

  function take(raw: string, attributes: Attributes, line: number): Outline | null {
    const ampersand = BARE_AMPERSAND.exec(raw)
    if (ampersand) note(line, 'ampersand', snippet(raw, ampersand.index))
    const feedUrl = webAddress(attributes.xmlurl)
    const siteUrl = webAddress(attributes.htmlurl)
    const given = clean(attributes.text ?? '') || clean(attributes.title ?? '')
    const name = given || hostOf(feedUrl ?? siteUrl)
    for (const address of [attributes.xmlurl, attributes.htmlurl]) {
      if (address?.trim() && !webAddress(address)) note(line, 'address_invalid', snippet(address))
    }
    const above = open.filter(({ outline }) => outline)
    const parent = above.at(-1)
    if (parent) parent.children += 1
    if (!name) {
      note(line, 'nameless', snippet(raw))
      return null
    }
    if (!given) note(line, 'no_name', name)
    const language = attributes.language?.trim().toLowerCase() ?? ''
    const outline = {
      line,
      name,
      description: clean(attributes.description ?? ''),
      feedUrl,
      siteUrl,
      groups: [...above.map((one) => one.outline!.name), ...(attributes.category?.split(/[/,]/) ?? [])]
        .slice(-MAX_GROUPS)
        .toReversed(),
      handle: '',
      category: '',
      country: '',
      // Programs that export write all sorts of things there.
      language: LANGUAGES.includes(language) ? language : '',
    }
    outlines.push(outline)
    return outline
  }

  /** The outline that stays open after a tag: the last one that a torn tag holds. */
  function takeTag(raw: string, attributes: Attributes, start: number): Outline | null {
    if (!isTorn(raw, attributes)) return take(raw, attributes, lineAt(start))
    let last: Outline | null = null
    for (const part of splitTags(raw)) {
      const line = lineAt(start + part.offset)
      const whole = part.raw.endsWith('>') && part.raw.length <= MAX_MENDED
      note(line, whole ? 'quotes' : 'unreadable', snippet(part.raw))
      if (whole) last = take(part.raw, mendAttributes(part.raw), line)
    }
    return last
  }

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const raw = text.slice(parser.startIndex, parser.endIndex + 1)
        done = parser.endIndex + 1
        const outline = tag === 'outline' ? takeTag(raw, attributes, parser.startIndex) : null
        open.push({ outline, children: 0, closesItself: raw.endsWith('/>') })
        if (open.length > MAX_DEPTH) throw TOO_DEEP
      },
      onclosetag(tag, implied) {
        const closed = open.pop()
        if (closed?.outline && closed.children > 0 && !closed.outline.feedUrl) groups.add(closed.outline)
        if (closed?.closesItself) return
        if (implied) note(lineAt(done), 'malformed', `<${tag}>`)
        else done = parser.endIndex + 1
      },
    },
    PARSER_OPTIONS,
  )

  const before = text.slice(0, text.indexOf('<')).replace('\uFEFF', '').trim()
  if (before) note(1, 'malformed', snippet(before))
  try {
    parser.end(text)
    const rest = text.slice(done)
    if (/<outline\b/i.test(rest)) takeTag(rest, { '"': '' }, done)
  } catch (error) {
    if (error !== TOO_DEEP) throw error
    note(lineAt(done), 'unreadable', snippet(text.slice(done, done + MAX_MENDED)))
  }
  return { outlines: outlines.filter((outline) => !groups.has(outline)), remarks }
}

const TOO_DEEP = Symbol('too deep')
