import { type Header, readRecords } from './csv.records.ts'
import { clean, hostOf, type Outline, type Parsed, type Remark, snippet, webAddress } from './outline.ts'

const COLUMNS = ['name', 'handle', 'description', 'category', 'country', 'language', 'url'] as const
type Column = (typeof COLUMNS)[number]
/** The address of a feed, going by its looks: `/rss`, `/feed/`, `news.xml`, `feed.json`. */
const FEED = /(^|[/._-])(rss|feeds?|atom|rdf)([/._-]|\d|$)|\.(xml|rdf|rss|atom)$/i

/** Reads CSV whose header names its columns, in any order. A row that is damaged costs no other row. */
export function parseCsv(text: string, { delimiter, columns }: Header): Parsed {
  const remarks: Remark[] = []
  const outlines: Outline[] = []
  for (const [at, column] of columns.entries()) {
    const used = COLUMNS.includes(column as Column) && columns.indexOf(column) === at
    if (!used && column) remarks.push({ line: 1, code: 'unknown_column', detail: snippet(column) })
  }
  const places = new Map(COLUMNS.map((column) => [column, columns.indexOf(column)]))
  const { records, remarks: torn } = readRecords(text, delimiter)
  for (const { line, cells } of records) {
    const cell = (column: Column) => clean(cells[places.get(column)!] ?? '')
    const url = webAddress(cell('url'))
    if (cell('url') && !url) remarks.push({ line, code: 'address_invalid', detail: snippet(cell('url')) })
    const name = cell('name') || hostOf(url)
    if (!name) {
      remarks.push({ line, code: 'nameless', detail: snippet(cells.join(delimiter)) })
      continue
    }
    if (!cell('name')) remarks.push({ line, code: 'no_name', detail: name })
    const isFeed = url !== null && FEED.test(new URL(url).pathname)
    outlines.push({
      line,
      name,
      description: cell('description'),
      feedUrl: isFeed ? url : null,
      siteUrl: isFeed ? null : url,
      groups: [],
      handle: cell('handle'),
      category: cell('category'),
      country: cell('country'),
      language: cell('language'),
    })
  }
  return { outlines, remarks: [...remarks, ...torn] }
}
