import { type ImportNote, LIMITS } from '@carillon/contract'
import { Parser } from 'htmlparser2'
import { AppError } from '../core/errors.ts'
import { type Attributes, isTorn, mendAttributes, PARSER_OPTIONS, splitTags } from './opml.repair.ts'

export type Outline = {
  name: string
  description: string
  /** http or https. */
  feedUrl: string | null
  siteUrl: string | null
  /** Name of the outline that it stands under. */
  group: string | null
  /** 1-based. */
  line: number
}

/** Deeper than a person would nest; the parser's own stack grows slow with depth. */
const MAX_DEPTH = 100
/** Characters of a torn tag that are worth mending. */
const MAX_MENDED = 65_536
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i
const INVALID = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/g

type Open = { outline: Outline | null; children: number; closesItself: boolean }

/**
 * Reads OPML as it is found: not well-formed, as often as not. Every outline that names a channel comes out, in the
 * file's order; what had to be repaired or could not be used is in the notes. Throws `input.too_large`.
 */
export function parseOpml(file: { name: string; text: string }): { outlines: Outline[]; notes: ImportNote[] } {
  if (file.text.length > LIMITS.importBytes) throw new AppError('input.too_large')
  // A space for each, so that places stay what they were.
  const text = file.text.toWellFormed().replace(INVALID, ' ')
  const lineAt = lineCounter(text)
  const notes: ImportNote[] = []
  const outlines: Outline[] = []
  const groups = new Set<Outline>()
  const open: Open[] = []
  let done = 0

  const note = (line: number, code: ImportNote['code'], detail: string) =>
    notes.push({ file: file.name, line, code, detail })

  function take(raw: string, attributes: Attributes, line: number): Outline | null {
    const ampersand = BARE_AMPERSAND.exec(raw)
    if (ampersand) note(line, 'ampersand', snippet(raw, ampersand.index))
    const feedUrl = webAddress(attributes.xmlurl)
    const siteUrl = webAddress(attributes.htmlurl)
    const given = clean(attributes.text ?? '') || clean(attributes.title ?? '')
    const host = hostName(feedUrl ?? siteUrl)
    if (!given) note(line, 'no_name', host ? `No name, so it is called ${host}` : 'No name and no address: left out')
    if (attributes.xmlurl?.trim() && !feedUrl)
      note(line, 'malformed', `No web address: ${snippet(attributes.xmlurl, 0)}`)
    const parent = open.findLast((one) => one.outline)
    if (parent) parent.children += 1
    const name = given || host
    if (!name) return null
    const description = clean(attributes.description ?? '')
    const outline = { name, description, feedUrl, siteUrl, group: parent?.outline?.name ?? null, line }
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
      note(
        line,
        whole ? 'quotes' : 'malformed',
        whole ? snippet(part.raw, 0) : `Beyond repair, left out: ${snippet(part.raw, 0)}`,
      )
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
        if (implied) note(lineAt(done), 'malformed', `<${tag}> is never closed`)
        else done = parser.endIndex + 1
      },
    },
    PARSER_OPTIONS,
  )

  const before = text.slice(0, text.indexOf('<')).replace('\uFEFF', '').trim()
  if (before) note(1, 'malformed', `Text before the XML: ${snippet(before, 0)}`)
  const invalid = file.text.search(INVALID)
  if (invalid !== -1) note(lineCounter(text)(invalid), 'malformed', 'Characters that XML does not allow were left out')
  try {
    parser.end(text)
    const rest = text.slice(done)
    if (/<outline\b/i.test(rest)) takeTag(rest, { '"': '' }, done)
  } catch (error) {
    if (error !== TOO_DEEP) throw error
    note(lineAt(done), 'malformed', `Nested deeper than ${MAX_DEPTH}: the rest is left out`)
  }
  const found = outlines.filter((outline) => !groups.has(outline))
  if (found.length === 0) note(1, 'no_outlines', 'There are no outlines in this file')
  return { outlines: found, notes }
}

const TOO_DEEP = Symbol('too deep')

/** Lines of places that are asked for in ascending order. */
function lineCounter(text: string): (index: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (index) => {
    for (; next !== -1 && next < index; next = text.indexOf('\n', next + 1)) line += 1
    return line
  }
}

function clean(value: string): string {
  return value.replace(INVALID, ' ').replace(/\s+/g, ' ').trim()
}

function webAddress(value: string | undefined): string | null {
  const url = URL.parse(value?.trim() ?? '')
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

function hostName(url: string | null): string | null {
  return url && new URL(url).hostname.replace(/^www\./, '')
}

function snippet(text: string, at: number): string {
  return text
    .slice(Math.max(0, at - 30), at + 50)
    .replace(/\s+/g, ' ')
    .trim()
}
