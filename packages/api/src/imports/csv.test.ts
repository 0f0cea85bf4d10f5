import { describe, expect, test } from 'vitest'
import { parseCsv } from './csv.ts'
import { readHeader } from './csv.records.ts'

const parse = (text: string) => parseCsv(text, readHeader(text)!)
const names = (text: string) => parse(text).outlines.map(({ name }) => name)

describe('a header', () => {
  test('has a column called name, in any case and order, whatever divides the columns', () => {
    expect(readHeader('name,url')).toEqual({ delimiter: ',', columns: ['name', 'url'] })
    expect(readHeader('\n"URL" ; "Name"\nx;y')).toEqual({ delimiter: ';', columns: ['url', 'name'] })
    expect(readHeader('HANDLE\tNAME\r')).toEqual({ delimiter: '\t', columns: ['handle', 'name'] })
    expect(readHeader('NAME')).toEqual({ delimiter: ',', columns: ['name'] })
  })

  test('without one is none', () => {
    for (const text of ['', 'hello', 'title,url', '{"name": 1}', 'names', '\0']) expect(readHeader(text)).toBeNull()
  })
})

test('rows are read with all their columns, each with the line it begins on', () => {
  const { outlines, remarks } = parse(
    `URL;Name;Handle;Description;Category;Country;Language
https://bell.example/;The Bell;the_bell;"Daily;
news, ""good"" ones";news;BE;nl

https://tower.example/rss.xml;Tower`,
  )
  expect(remarks).toEqual([])
  expect(outlines).toEqual([
    {
      line: 2,
      name: 'The Bell',
      handle: 'the_bell',
      description: 'Daily; news, "good" ones',
      category: 'news',
      country: 'BE',
      language: 'nl',
      feedUrl: null,
      siteUrl: 'https://bell.example/',
      groups: [],
    },
    {
      line: 5,
      name: 'Tower',
      handle: '',
      description: '',
      category: '',
      country: '',
      language: '',
      feedUrl: 'https://tower.example/rss.xml',
      siteUrl: null,
      groups: [],
    },
  ])
})

test.each([
  ['https://a.example/feed', true],
  ['https://a.example/feeds/posts', true],
  ['https://a.example/rss091.xml', true],
  ['https://a.example/news/atom.xml?x=1', true],
  ['https://feeds.example/', false],
  ['https://a.example/feedback', false],
  ['https://a.example/grass', false],
])('%s is the address of a feed: %s', (url, feed) => {
  expect(parse(`name,url\nA,${url}`).outlines[0]).toMatchObject(feed ? { feedUrl: url } : { siteUrl: url })
})

test('columns that are none of ours are named, and twice the same is once', () => {
  expect(parse('name,Owner,name,\nA,B,C,').remarks).toEqual([
    { line: 1, code: 'unknown_column', detail: 'owner' },
    { line: 1, code: 'unknown_column', detail: 'name' },
  ])
})

test('rows that are too short or too long cost nothing', () => {
  expect(names('name,url\nA\nB,,,,\nC,https://c.example/')).toEqual(['A', 'B', 'C'])
})

test('a row without a name is named after its address, or left out', () => {
  const { outlines, remarks } = parse('name,url\n,https://www.a.example/\n,mailto:a@b.example\n" ",')
  expect(outlines.map(({ name }) => name)).toEqual(['a.example'])
  expect(remarks.map(({ line, code, detail }) => [line, code, detail])).toEqual([
    [2, 'no_name', 'a.example'],
    [3, 'address_invalid', 'mailto:a@b.example'],
    [3, 'nameless', ',mailto:a@b.example'],
    [4, 'nameless', ','],
  ])
})

describe('torn quotes', () => {
  test.each([
    ['"La "Nacion" x",https://n.example/', 'La "Nacion" x'],
    ['La "Nacion",https://n.example/', 'La "Nacion'],
    ['"Unclosed,https://n.example/', 'Unclosed'],
  ])('in %s are taken as they stand', (row, name) => {
    const { outlines, remarks } = parse(`name,url\nFirst,\n${row}\nNext,https://next.example/\n"Last, one",`)
    expect(outlines.map((outline) => [outline.line, outline.name])).toEqual([
      [2, 'First'],
      [3, name],
      [4, 'Next'],
      [5, 'Last, one'],
    ])
    expect(remarks).toMatchObject([{ line: 3, code: 'quotes' }])
  })

  test('without end are given up after a thousand, and that is said', () => {
    const { outlines, remarks } = parse(`name\n${'"a"b\n'.repeat(100_000)}`)
    expect(outlines).toHaveLength(1_000)
    expect(remarks).toHaveLength(1_001)
    expect(remarks.at(-1)).toMatchObject({ line: 1_002, code: 'unreadable' })
  })

  test('in a row without end leave out that row', () => {
    const { outlines, remarks } = parse(`name\n"${'x'.repeat(1_000_000)}\nNext`)
    expect(outlines.map(({ name }) => name)).toEqual(['Next'])
    expect(remarks).toMatchObject([{ line: 2, code: 'unreadable' }])
  })
})
