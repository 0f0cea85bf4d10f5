import { describe, expect, test } from 'vitest'
import { parseOpml } from './opml.ts'
import { REAL, readReal, SKIPPED } from './reading.testing.ts'

const opml = (body: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>T</title></head><body>\n${body}\n</body></opml>`
const parse = (body: string) => parseOpml(opml(body))
const namesOf = (body: string) => parse(body).outlines.map(({ name }) => name)
const codesOf = (body: string) => parse(body).remarks.map(({ code }) => code)

/** What only CSV tells. */
const UNTOLD = { handle: '', category: '', country: '', language: '' }

describe('a well-formed file', () => {
  test('gives its outlines with their groups, and no remarks', () => {
    const { outlines, remarks } = parse(`<outline text="Press">
      <outline text="The Bell &amp; Tower" description="Daily  news" xmlUrl="https://bell.example/rss?a=1&amp;b=2" htmlUrl="https://bell.example" type="rss"/>
      <outline text="Regions"><outline text="North&#233;" xmlUrl="http://north.example/feed"></outline></outline>
    </outline>
    <outline title="Alone" xmlUrl="https://alone.example/rss"/>`)
    expect(remarks).toEqual([])
    expect(outlines).toEqual([
      {
        name: 'The Bell & Tower',
        description: 'Daily news',
        feedUrl: 'https://bell.example/rss?a=1&b=2',
        siteUrl: 'https://bell.example/',
        groups: ['Press'],
        line: 4,
        ...UNTOLD,
      },
      {
        name: 'Northé',
        description: '',
        feedUrl: 'http://north.example/feed',
        siteUrl: null,
        groups: ['Regions', 'Press'],
        line: 5,
        ...UNTOLD,
      },
      {
        name: 'Alone',
        description: '',
        feedUrl: 'https://alone.example/rss',
        siteUrl: null,
        groups: [],
        line: 7,
        ...UNTOLD,
      },
    ])
  })

  test('an outline without an address is one unless others stand under it', () => {
    expect(namesOf('<outline text="Group"><outline text="No address"/></outline>')).toEqual(['No address'])
  })

  test('names of tags and attributes may be in any case, comments hold nothing', () => {
    expect(namesOf('<!-- <outline text="Not this"/> --><OUTLINE TEXT="Loud" XMLURL="https://loud.example/"/>')).toEqual(
      ['Loud'],
    )
  })
})

describe('what is damaged is read and named', () => {
  test('a bare ampersand', () => {
    const { outlines, remarks } = parse('<outline text="News & Views" xmlUrl="https://a.example/?x=1&copy=2&y"/>')
    expect(outlines[0]).toMatchObject({ name: 'News & Views', feedUrl: 'https://a.example/?x=1&copy=2&y' })
    expect(remarks).toEqual([{ line: 3, code: 'ampersand', detail: expect.stringContaining('News & Views') }])
  })

  test.each([
    ['<outline title="La "Nacion" x" xmlUrl="https://n.example/"/>', 'La "Nacion" x'],
    ['<outline title=""Nacion"" xmlUrl="https://n.example/" />', '"Nacion"'],
    [`<outline xmlUrl='https://n.example/' title='L'Équipe d'été'/>`, "L'Équipe d'été"],
    ['<outline text="AC"/"DC" &amp; co" xmlUrl="https://n.example/"></outline>', 'AC"/"DC" & co'],
    ['<outline text="Unclosed xmlUrl="https://n.example/"/>', 'Unclosed'],
  ])('bare quotes in %s', (tag, name) => {
    const { outlines, remarks } = parse(
      `<outline text="Group">\n${tag}\n<outline text="Next" xmlUrl="https://next.example/"/></outline>`,
    )
    expect(outlines).toMatchObject([
      { name, feedUrl: 'https://n.example/', groups: ['Group'], line: 4 },
      { name: 'Next', feedUrl: 'https://next.example/', groups: ['Group'], line: 5 },
    ])
    expect(remarks).toMatchObject([{ code: 'quotes', line: 4 }])
  })

  test('a quote that is never closed does not swallow the next outline', () => {
    const body =
      '<outline text="First" xmlUrl="https://one.example/ />\n<outline text="Second" xmlUrl="https://two.example/"/>'
    expect(parse(body).outlines).toMatchObject([
      { name: 'First', feedUrl: 'https://one.example/', line: 3 },
      { name: 'Second', feedUrl: 'https://two.example/', line: 4 },
    ])
  })

  test('a file that was cut off keeps all that is whole', () => {
    const text = opml(
      '<outline text="Whole" xmlUrl="https://a.example/"/>\n<outline text="Half" xmlUrl="https://b.exa',
    ).slice(0, -18)
    const { outlines, remarks } = parseOpml(text)
    expect(outlines.map(({ name }) => name)).toEqual(['Whole'])
    expect(remarks).toContainEqual({
      line: 4,
      code: 'unreadable',
      detail: expect.stringContaining('Half'),
    })
  })

  test('text before the XML', () => {
    const { outlines, remarks } = parseOpml(
      `HTTP/1.1 200 OK\n${opml('<outline text="A" xmlUrl="https://a.example/"/>')}`,
    )
    expect(outlines).toMatchObject([{ name: 'A', line: 4 }])
    expect(remarks).toEqual([{ line: 1, code: 'malformed', detail: 'HTTP/1.1 200 OK' }])
  })

  test('tags that are never closed, and closed ones that were never open', () => {
    expect(namesOf('</outline><outline text="G"><outline text="A" xmlUrl="https://a.example/"><b>')).toEqual(['A'])
    expect(codesOf('<outline text="A" xmlUrl="https://a.example/">')).toContain('malformed')
  })

  test('no name: the host instead, or nothing where there is none', () => {
    const { outlines, remarks } = parse(
      '<outline text=" " title="" xmlUrl="https://www.nameless.example/rss"/>\n<outline text=""/>',
    )
    expect(outlines.map(({ name }) => name)).toEqual(['nameless.example'])
    expect(remarks).toMatchObject([
      { code: 'no_name', line: 3 },
      { code: 'nameless', line: 4 },
    ])
  })

  test('an address that is not of the web is left out', () => {
    const { outlines, remarks } = parse('<outline text="A" xmlUrl="javascript:alert(1)" htmlUrl="file:///etc/passwd"/>')
    expect(outlines).toMatchObject([{ name: 'A', feedUrl: null, siteUrl: null }])
    expect(remarks).toMatchObject([
      { line: 3, code: 'address_invalid', detail: 'javascript:alert(1)' },
      { line: 3, code: 'address_invalid', detail: 'file:///etc/passwd' },
    ])
  })

  test('what it says of its category and language is taken where it says something', () => {
    const { outlines } = parse(`<outline text="G"><outline text="A" category="/Tech/Web,/News" language="pt"/></outline>
      <outline text="B" language="unknown"/>`)
    expect(outlines).toMatchObject([
      { groups: ['News', '', 'Web', 'Tech', ''], language: 'pt' },
      { groups: [], language: '' },
    ])
  })
})

describe('hostile files', () => {
  test('entities are never expanded', () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`)
    const bomb = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">${levels.join('')}]><opml><body><outline text="&e9;&x;" xmlUrl="https://a.example/"/></body></opml>`
    expect(parseOpml(bomb).outlines).toMatchObject([{ name: '&e9;&x;' }])
  })

  test('ten thousand outlines of one name', () => {
    const many = '<outline text="Same" xmlUrl="https://same.example/rss"/>\n'.repeat(10_000)
    expect(parseOpml(opml(many)).outlines).toHaveLength(10_000)
  })

  const size = 1_000_000
  test.each([
    ['nested without end', '<outline text="a">'],
    ['tags without end', '<outline '],
    ['quotes without end', '<outline text="a"b" '],
    ['ampersands without end', '<outline text="&&&&&&&&&&"/>'],
    ['names without end', 'x="'],
    ['closing tags without end', '</outline>'],
  ])('%s', (_name, piece) => {
    const bodies = [
      piece.repeat(size / piece.length),
      `<outline text="${piece.repeat(size / piece.length)}"/>`,
      `<outline text='a"b"' ${' '.repeat(size)} x ${' x'.repeat(size / 10)}"/>`,
    ]
    // What takes more than linear time would never end here.
    for (const body of bodies) expect(parseOpml(`<opml><body>${body}`)).toHaveProperty('outlines')
  })
})

describe.skipIf(SKIPPED)(`files of real broadcasters${SKIPPED}`, () => {
  const read = (name: string) => parseOpml(readReal(name).text)

  test('all 259 outlines of the 25 files come in, each under its country', () => {
    const all = REAL.flatMap((name) => read(name).outlines.map((outline) => ({ file: name, ...outline })))
    expect([REAL.length, all.length]).toEqual([25, 259])
    for (const { name, feedUrl, groups, file } of all) {
      expect(name).toMatch(/\S/)
      expect(feedUrl).toMatch(/^https?:\/\//)
      expect(`${groups[0]}.opml`).toBe(file)
    }
  })

  test('the 13 that are not well-formed are the ones that needed repair', () => {
    const repaired = REAL.filter((name) =>
      read(name).remarks.some(({ code }) => ['ampersand', 'quotes', 'malformed'].includes(code)),
    )
    expect(repaired).toHaveLength(13)
  })

  test('names are right where the files are not', () => {
    expect(read('Russia.opml').outlines).toContainEqual(
      expect.objectContaining({ name: 'Газета "Коммерсантъ". Главное', line: 20 }),
    )
    expect(read('Russia.opml').remarks).toMatchObject([{ code: 'quotes', line: 20 }])
    expect(read('United States.opml').outlines.map(({ name }) => name)).toContain(
      'Yahoo News - Latest News & Headlines',
    )
    expect(read('Mexico.opml').outlines.at(-1)).toMatchObject({ name: 'eluniversal.com.mx', line: 23 })
    expect(read('Brazil.opml').outlines[0]!.name).toBe('Folha de S.Paulo - Em cima da hora - Principal')
  })
})
