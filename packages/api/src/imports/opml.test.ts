import { LIMITS } from '@carillon/contract'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOpml } from './opml.ts'

const opml = (body: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>T</title></head><body>\n${body}\n</body></opml>`
const parse = (body: string) => parseOpml({ name: 'Some.opml', text: opml(body) })
const namesOf = (body: string) => parse(body).outlines.map(({ name }) => name)
const codesOf = (body: string) => parse(body).notes.map(({ code }) => code)

describe('a well-formed file', () => {
  test('gives its outlines with their groups, and no notes', () => {
    const { outlines, notes } = parse(`<outline text="Press">
      <outline text="The Bell &amp; Tower" description="Daily  news" xmlUrl="https://bell.example/rss?a=1&amp;b=2" htmlUrl="https://bell.example" type="rss"/>
      <outline text="Regions"><outline text="North&#233;" xmlUrl="http://north.example/feed"></outline></outline>
    </outline>
    <outline title="Alone" xmlUrl="https://alone.example/rss"/>`)
    expect(notes).toEqual([])
    expect(outlines).toEqual([
      {
        name: 'The Bell & Tower',
        description: 'Daily news',
        feedUrl: 'https://bell.example/rss?a=1&b=2',
        siteUrl: 'https://bell.example/',
        group: 'Press',
        line: 4,
      },
      {
        name: 'Northé',
        description: '',
        feedUrl: 'http://north.example/feed',
        siteUrl: null,
        group: 'Regions',
        line: 5,
      },
      { name: 'Alone', description: '', feedUrl: 'https://alone.example/rss', siteUrl: null, group: null, line: 7 },
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
    const { outlines, notes } = parse('<outline text="News & Views" xmlUrl="https://a.example/?x=1&copy=2&y"/>')
    expect(outlines[0]).toMatchObject({ name: 'News & Views', feedUrl: 'https://a.example/?x=1&copy=2&y' })
    expect(notes).toEqual([
      { file: 'Some.opml', line: 3, code: 'ampersand', detail: expect.stringContaining('News & Views') },
    ])
  })

  test.each([
    ['<outline title="La "Nacion" x" xmlUrl="https://n.example/"/>', 'La "Nacion" x'],
    ['<outline title=""Nacion"" xmlUrl="https://n.example/" />', '"Nacion"'],
    [`<outline xmlUrl='https://n.example/' title='L'Équipe d'été'/>`, "L'Équipe d'été"],
    ['<outline text="AC"/"DC" &amp; co" xmlUrl="https://n.example/"></outline>', 'AC"/"DC" & co'],
    ['<outline text="Unclosed xmlUrl="https://n.example/"/>', 'Unclosed'],
  ])('bare quotes in %s', (tag, name) => {
    const { outlines, notes } = parse(
      `<outline text="Group">\n${tag}\n<outline text="Next" xmlUrl="https://next.example/"/></outline>`,
    )
    expect(outlines).toMatchObject([
      { name, feedUrl: 'https://n.example/', group: 'Group', line: 4 },
      { name: 'Next', feedUrl: 'https://next.example/', group: 'Group', line: 5 },
    ])
    expect(notes).toMatchObject([{ code: 'quotes', line: 4 }])
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
    const { outlines, notes } = parseOpml({ name: 'cut.opml', text })
    expect(outlines.map(({ name }) => name)).toEqual(['Whole'])
    expect(notes).toContainEqual({
      file: 'cut.opml',
      line: 4,
      code: 'malformed',
      detail: expect.stringContaining('Half'),
    })
  })

  test('text before the XML, a byte order mark, characters that XML forbids', () => {
    const junk = `\uFEFFHTTP/1.1 200 OK\n${opml('<outline text="A\u0000B\u0008 \uD800C" xmlUrl="https://a.example/"/>')}`
    const { outlines, notes } = parseOpml({ name: 'junk.opml', text: junk })
    expect(outlines).toMatchObject([{ name: 'A B \uFFFDC', line: 4 }])
    expect(notes).toMatchObject([
      { line: 1, code: 'malformed' },
      { line: 4, code: 'malformed' },
    ])
    expect(parseOpml({ name: 'bom.opml', text: `\uFEFF${opml('<outline text="A"/>')}` }).notes).toEqual([])
  })

  test('tags that are never closed, and closed ones that were never open', () => {
    expect(namesOf('</outline><outline text="G"><outline text="A" xmlUrl="https://a.example/"><b>')).toEqual(['A'])
    expect(codesOf('<outline text="A" xmlUrl="https://a.example/">')).toContain('malformed')
  })

  test('no name: the host instead, or nothing where there is none', () => {
    const { outlines, notes } = parse(
      '<outline text=" " title="" xmlUrl="https://www.nameless.example/rss"/>\n<outline text=""/>',
    )
    expect(outlines.map(({ name }) => name)).toEqual(['nameless.example'])
    expect(notes).toMatchObject([
      { code: 'no_name', line: 3 },
      { code: 'no_name', line: 4 },
    ])
  })

  test('an address that is not of the web is left out', () => {
    const { outlines } = parse('<outline text="A" xmlUrl="javascript:alert(1)" htmlUrl="file:///etc/passwd"/>')
    expect(outlines).toMatchObject([{ name: 'A', feedUrl: null, siteUrl: null }])
  })

  test.each(['', 'hello', '<html><body><p>404</p></body></html>', opml(''), '<outline', '{"a": 1}'])(
    'no outlines in %j',
    (text) => {
      const { outlines, notes } = parseOpml({ name: 'none.opml', text })
      expect(outlines).toEqual([])
      expect(notes.map(({ code }) => code)).toContain('no_outlines')
    },
  )
})

describe('hostile files', () => {
  const inTime = (text: string) => {
    const started = performance.now()
    const result = parseOpml({ name: 'hostile.opml', text })
    expect(performance.now() - started).toBeLessThan(3_000)
    return result
  }

  test('entities are never expanded', () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`)
    const bomb = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">${levels.join('')}]><opml><body><outline text="&e9;&x;" xmlUrl="https://a.example/"/></body></opml>`
    expect(inTime(bomb).outlines).toMatchObject([{ name: '&e9;&x;' }])
  })

  test('ten thousand outlines of one name', () => {
    const many = '<outline text="Same" xmlUrl="https://same.example/rss"/>\n'.repeat(10_000)
    expect(inTime(opml(many)).outlines).toHaveLength(10_000)
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
    inTime(`<opml><body>${piece.repeat(size / piece.length)}`)
    inTime(`<opml><body><outline text="${piece.repeat(size / piece.length)}"/>`)
    inTime(`<opml><body><outline text='a"b"' ${' '.repeat(size)} x ${' x'.repeat(size / 10)}"/>`)
  })

  test('a file over the limit is refused', () => {
    expect(() => parseOpml({ name: 'large.opml', text: ' '.repeat(LIMITS.importBytes + 1) })).toThrow('input.too_large')
  })
})

const folder = new URL('../../../../../shared/data/opml/', import.meta.url)
const real = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.opml')) : []
const skipped = real.length === 0 ? ' (skipped: ../shared/data/opml is not here)' : ''

describe.skipIf(skipped)(`files of real broadcasters${skipped}`, () => {
  const read = (name: string) =>
    parseOpml({ name, text: readFileSync(new URL(encodeURIComponent(name), folder), 'utf8') })

  test('all 259 outlines of the 25 files come in, each under its country', () => {
    const all = real.flatMap((name) => read(name).outlines.map((outline) => ({ file: name, ...outline })))
    expect([real.length, all.length]).toEqual([25, 259])
    for (const { name, feedUrl, group, file } of all) {
      expect(name).toMatch(/\S/)
      expect(feedUrl).toMatch(/^https?:\/\//)
      expect(`${group}.opml`).toBe(file)
    }
  })

  test('the 13 that are not well-formed are the ones that needed repair', () => {
    const repaired = real.filter((name) =>
      read(name).notes.some(({ code }) => ['ampersand', 'quotes', 'malformed'].includes(code)),
    )
    expect(repaired).toHaveLength(13)
  })

  test('names are right where the files are not', () => {
    expect(read('Russia.opml').outlines).toContainEqual(
      expect.objectContaining({ name: 'Газета "Коммерсантъ". Главное', line: 20 }),
    )
    expect(read('Russia.opml').notes).toMatchObject([{ code: 'quotes', line: 20 }])
    expect(read('United States.opml').outlines.map(({ name }) => name)).toContain(
      'Yahoo News - Latest News & Headlines',
    )
    expect(read('Mexico.opml').outlines.at(-1)).toMatchObject({ name: 'eluniversal.com.mx', line: 23 })
    expect(read('Brazil.opml').outlines[0]!.name).toBe('Folha de S.Paulo - Em cima da hora - Principal')
  })
})
