import { Parser } from 'htmlparser2'

export type Attributes = Record<string, string>

const OUTLINE = /<outline\b/i
const ATTRIBUTE = /\s([a-z_][\w:.-]*)\s*=\s*(["'])/gi

/** Whether quotes inside a value have torn a tag: some of the value was taken for names, or the next tag for a value. */
export function isTorn(raw: string, attributes: Attributes): boolean {
  return OUTLINE.test(raw.slice(1)) || Object.keys(attributes).some((name) => /["']/.test(name))
}

/** The tags that a torn one holds, with where each starts. */
export function splitTags(raw: string): { raw: string; offset: number }[] {
  const starts = [...raw.matchAll(/<outline\b/gi)].map((match) => match.index)
  return starts.map((offset, at) => ({ raw: raw.slice(offset, starts[at + 1]).trimEnd(), offset }))
}

/** Attributes of one torn tag: a value ends where the next attribute begins, or the tag ends. */
export function mendAttributes(raw: string): Attributes {
  const inside = raw.replace(/\/?>$/, '')
  const found = [...inside.matchAll(ATTRIBUTE)]
  const mended = found.map((match, at) => {
    const value = inside.slice(match.index + match[0].length, found[at + 1]?.index).trimEnd()
    const unquoted = value.endsWith(match[2]!) ? value.slice(0, -1) : value
    return `${match[1]}="${unquoted.replaceAll('"', '&quot;')}"`
  })
  return readAttributes(`<outline ${mended.join(' ')}/>`)
}

function readAttributes(tag: string): Attributes {
  let attributes: Attributes = {}
  const parser = new Parser({ onopentag: (_name, found) => (attributes = found) }, PARSER_OPTIONS)
  parser.end(tag)
  return attributes
}

/** XML without a DTD: only the five entities of XML itself and numbered characters are ever replaced. */
export const PARSER_OPTIONS = { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true } as const
