import { type Category, clip, Handle, LANGUAGES, LIMITS } from '@carillon/contract'
import { categoryOf, firstCategory } from './categories.ts'
import { countryFromFileName, countryOf } from './countries.ts'
import { parseCsv } from './csv.ts'
import { readHeader } from './csv.records.ts'
import { decodeFile } from './decode.ts'
import { suggestHandle } from './handles.ts'
import { detectLanguage } from './language.ts'
import { parseOpml } from './opml.ts'
import { hostOf, type Outline, type Parsed, type Remark, snippet } from './outline.ts'

/** A channel to be: what its file tells, or what could be made of that. */
export type ImportRow = {
  /** 1-based. */
  line: number
  name: string
  /** The one wanted; others may have it. */
  handle: string
  /** Whether the file wants it, rather than we. */
  ownHandle: boolean
  description: string
  category: Category
  country: string | null
  language: string | null
  website: string | null
  feedUrl: string | null
}

/** Longer than any text may be, shorter than what takes long to count. */
const MAX_TEXT = LIMITS.channelDescription * 8

/** Some of a file's rows, with what there is to remark up to there. */
export type ImportPart = { rows: ImportRow[]; remarks: Remark[] }
/** So much at a time: what goes through a thread's port whole holds up whoever takes it. */
const PART = 100

/** Reads a file of either kind, which its content tells. Its rows are made when they are asked for. */
export function openImport(name: string, bytes: Uint8Array): { count: number; parts: AsyncGenerator<ImportPart> } {
  const { text, remarks } = decodeFile(bytes)
  const { outlines, remarks: more } = parse(text)
  const all = [...remarks, ...more]
  if (outlines.length === 0 && !all.some(({ code }) => code === 'unknown_file')) {
    all.push({ line: 1, code: 'no_rows', detail: snippet(text) })
  }
  return { count: outlines.length, parts: readParts(name, outlines, all.toSorted(byLine)) }
}

async function* readParts(name: string, outlines: Outline[], waiting: Remark[]): AsyncGenerator<ImportPart> {
  const home = countryFromFileName(name)
  let told = 0
  for (let at = 0; at < outlines.length; at += PART) {
    const remarks: Remark[] = []
    const ofRows: Remark[] = []
    const rows: ImportRow[] = []
    for (const outline of outlines.slice(at, at + PART)) rows.push(await toRow(outline, name, home, ofRows))
    const last = rows.at(-1)!.line
    // However many there are: at most a part of them, the rest follows.
    for (; told < waiting.length && waiting[told]!.line <= last && remarks.length < PART * 2; told += 1) {
      remarks.push(waiting[told]!)
    }
    yield { rows, remarks: [...remarks, ...ofRows].toSorted(byLine) }
  }
  for (; told < waiting.length; told += PART) yield { rows: [], remarks: waiting.slice(told, told + PART) }
}

const byLine = (a: Remark, b: Remark) => a.line - b.line

function parse(text: string): Parsed {
  if (/<(opml|outline)\b/i.test(text)) return parseOpml(text)
  const header = readHeader(text)
  if (header) return parseCsv(text, header)
  return { outlines: [], remarks: [{ line: 1, code: 'unknown_file', detail: snippet(text) }] }
}

async function toRow(outline: Outline, file: string, home: string | null, remarks: Remark[]): Promise<ImportRow> {
  const { line, feedUrl, siteUrl } = outline
  const note = (code: Remark['code'], detail: string) => remarks.push({ line, code, detail: snippet(detail) })
  const cut = (text: string, most: number) => {
    const kept = clip(text.slice(0, MAX_TEXT), most)
    if (kept.endsWith('…') && kept.length < text.length) note('too_long', text)
    return kept
  }
  const name = cut(outline.name, LIMITS.channelName)
  const description = cut(outline.description, LIMITS.channelDescription)

  const handle = Handle.safeParse(outline.handle)
  if (outline.handle && !handle.success) note('handle_invalid', outline.handle)
  const country = countryOf(outline.country)
  if (outline.country && !country) note('country_unknown', outline.country)
  const told = languageCode(outline.language)
  if (outline.language && !told) note('language_unknown', outline.language)
  const category = categoryOf(outline.category)
  if (outline.category && !category) note('category_unknown', outline.category)

  const where = country ?? home
  return {
    line,
    name,
    handle: handle.data ?? suggestHandle(name, hostOf(feedUrl ?? siteUrl)),
    ownHandle: handle.success,
    description,
    category: category ?? firstCategory([...outline.groups, file.replace(/\.\w+$/, '')]) ?? 'news',
    country: where,
    language: told ?? (await detectLanguage(name, description, where)),
    website: siteUrl ?? (feedUrl && new URL(feedUrl).origin),
    feedUrl,
  }
}

/** Of `pt` and of `pt-BR` alike. */
function languageCode(text: string): string | null {
  const code = text.trim().toLowerCase().split(/[-_]/, 1)[0]!
  return LANGUAGES.includes(code) ? code : null
}
