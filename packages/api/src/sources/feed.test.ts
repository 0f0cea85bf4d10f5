import { parseMarkup, type Inline } from '@carillon/contract'
import { describe, expect, test } from 'vitest'
import { composeItem } from './compose.ts'
import { decodeAnswer } from '../core/decode.ts'
import { item, rss } from './feed.testing.ts'
import { readFeed } from './feed.ts'
import { findFeedLink } from './page.ts'

const AT = 'https://tower.example/feed'
const feedOf = (text: string) => readFeed(text, AT)!
const cdata = (text: string) => `<![CDATA[${text}]]>`

/** The text of a post from an item with this title and description. */
function compose(description: string, title = '') {
  const words = `<title>${cdata(title)}</title><description>${cdata(description)}</description>`
  return composeItem(feedOf(rss([item('1', words)])).items[0]!, AT)
}
const body = (description: string) => compose(description).text.replace(/\n*https:\/\/tower\.example\/1$/, '')

describe('what an item says', () => {
  test.each([
    ['<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
    ['A <b>bold</b>, <em>slanted</em> and <s>struck</s> word', 'A *bold*, _slanted_ and ~struck~ word'],
    ['un<b>bel</b>ievable', 'unbelievable'],
    [
      '<p>Do:</p><ul><li>one</li><li><p>two</p></li></ul><p>and <code>x = 1</code></p>',
      'Do:\n\n- one\n- two\n\nand `x = 1`',
    ],
    ['<ol><li>one<li>two</ol>', '1. one\n2. two'],
    ['<blockquote>Said</blockquote>so', '> Said\n\nso'],
    ['<h2>Head</h2>text', '*Head*\n\ntext'],
    ['&lt;b&gt; is &amp;amp; &eacute;&#8217;', '<b> is &amp; é’'],
    ['<a href="/more?x=1">More</a> here', 'More (https://tower.example/more?x=1) here'],
    ['<a href="https://www.bells.example/a/b">bells.example/a…</a>', 'https://www.bells.example/a/b'],
    ['<a href="https://social.example/tags/bells">#bells</a>', '#bells'],
    ['<a href="https://tower.example/1">Read on</a>', 'Read on'],
  ])('%s', (html, text) => expect(body(html)).toBe(text))

  test('begins with its title, unless that is how it begins anyway', () => {
    expect(compose('It rang.', 'The bell &amp; I').text).toBe('*The bell & I*\n\nIt rang.\n\nhttps://tower.example/1')
    expect(compose('It rang at noon.', 'It rang…').text).toBe('It rang at noon.\n\nhttps://tower.example/1')
  })

  test('is cut after a word where it is too long, with its marks closed and its link kept', () => {
    const { text, caption } = compose(`<b>${'glockenspiel '.repeat(900)}</b>`, 'Long')
    expect(text.length).toBeLessThanOrEqual(4_096)
    expect(text.length).toBeGreaterThan(4_000)
    expect(caption.length).toBeLessThanOrEqual(1_024)
    for (const one of [text, caption]) {
      expect(one).toMatch(/^\*Long\*\n\n\*glockenspiel .* glockenspiel\*…\n\nhttps:\/\/tower\.example\/1$/)
    }
  })

  test('is cut between characters that are made of many', () => {
    expect(compose('👩‍👩‍👧‍👦'.repeat(5_000)).text).toMatch(/^(👩‍👩‍👧‍👦)+…\n\nhttps:\/\/tower\.example\/1$/u)
    expect(compose(`e${'\u0301'.repeat(60_000)}`).text.length).toBeLessThan(4_096 * 8)
  })
})

describe('words that would be markup here', () => {
  const nodes = (inline: Inline[]): string[] =>
    inline.flatMap((node) => [node.type, ...('children' in node ? nodes(node.children) : [])])
  const types = (text: string) =>
    parseMarkup(text).flatMap((block) =>
      block.type === 'code' ? ['block'] : (block.type === 'list' ? block.items : block.lines).flatMap(nodes),
    )

  test.each([
    '*not bold* and **not** either',
    '_x_ ~y~ `z` ```w```',
    '@carillon and (@bells)',
    'a*b* _c*_d_ *e_* x_*y',
    '\\*x* *',
  ])('%s stay words', (words) => {
    const { text } = compose(words)
    expect(types(text.split('\n\nhttps:')[0]!).filter((type) => type !== 'text')).toEqual([])
  })

  test.each(['*a*', 'a* b', '_x', 'x_', '`', '~a~ b'])('%s leaves a title bold to its end', (title) => {
    const head = compose('Words', title).text.split('\n')[0]!
    const [only, ...more] = parseMarkup(head)[0]!.type === 'paragraph' ? types(head) : []
    expect([only === 'strong' || only === 'text', more.filter((type) => type !== 'text')]).toEqual([true, []])
  })

  test('leave links whole', () => {
    const { text } = compose('See https://e.example/_a_/*b*?c=(d). And <a href="https://e.example/x_">this</a>')
    const links = parseMarkup(text).flatMap((block) =>
      block.type === 'paragraph' ? block.lines.flat().flatMap((node) => (node.type === 'link' ? [node.href] : [])) : [],
    )
    expect(links.map((link) => decodeURIComponent(link))).toEqual([
      'https://e.example/_a_/*b*?c=(d)',
      'https://e.example/x_',
      'https://tower.example/1',
    ])
  })
})

describe('what could do harm is inert', () => {
  test.each([
    ['<script>alert(1)</script><style>x{}</style><svg onload=alert(1)><text>s</text></svg>Rest', 'Rest'],
    ['<a href="javascript:alert(1)">Click</a>', 'Click'],
    ['<a href="data:text/html,x">Click</a> <a href="file:///etc/passwd">here</a>', 'Click here'],
    ['<a href="https://name:secret@e.example/">Sign in</a>', 'Sign in'],
    ['<iframe src="https://e.example/"></iframe><object data="x">o</object>ok', 'ok'],
    ['a\u202Eb\u0000c\u2028d', 'abc d'],
  ])('%s', (html, text) => expect(body(html)).toBe(text))

  test('a link of its own, and a picture, that are no addresses of the web', () => {
    const words =
      '<title>T</title><description>&lt;img src="javascript:x"&gt;&lt;img width=1 src="/t.gif"&gt;</description>'
    const bad = item('1', words).replace('https://tower.example/1', 'javascript:alert(1)')
    expect(composeItem(feedOf(rss([bad])).items[0]!, AT)).toEqual({ text: '*T*', caption: '*T*', picture: null })
  })
})

describe('the picture of an item', () => {
  const picture = (more: string) => composeItem(feedOf(rss([item('1', more)])).items[0]!, AT).picture
  test.each([
    ['<media:content url="/s.jpg" width="100"/><media:content url="/l.jpg" width="900"/>', '/l.jpg'],
    ['<media:group><media:content url="/g.jpg" type="image/jpeg"/></media:group>', '/g.jpg'],
    ['<enclosure url="/e.png" type="image/png" length="1"/>', '/e.png'],
    ['<enclosure url="/a.mp3" type="audio/mpeg" length="1"/><media:thumbnail url="/t.jpg"/>', '/t.jpg'],
    [`<description>${cdata('<p>x<img src="/first.webp" alt="First"><img src="/2.png">')}</description>`, '/first.webp'],
  ])('%s', (more, path) => expect(picture(more)?.url).toBe(`https://tower.example${path}`))
  test('has the alt text of its page', () => {
    expect(picture(`<description>${cdata('<img src="/a.png" alt="A bell">')}</description>`)?.alt).toBe('A bell')
  })
})

describe('a feed', () => {
  test.each([
    ['windows-1251', 'text/xml; charset=windows-1251', '<?xml version="1.0"?>'],
    ['windows-1251', 'text/xml', '<?xml version="1.0" encoding="windows-1251"?>'],
  ])('in %s, said by %s %s, is read', (_, contentType, head) => {
    const bytes = Uint8Array.from([...Buffer.from(head), 0xca, 0xee, 0xeb, 0xee, 0xea])
    expect(decodeAnswer(bytes, contentType)).toBe(`${head}Колок`)
  })
  test('in UTF-16 with a mark is read, whatever its header says', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Колокол', 'utf16le')])
    expect(decodeAnswer(bytes, 'text/xml; charset=utf-8')).toBe('Колокол')
  })
  test('with a bare & and names of HTML is read', () => {
    const { items } = feedOf(rss([item('1', '<title>Bells & caf&eacute; &nbsp;s</title>')]))
    expect(composeItem(items[0]!, AT).text).toContain('*Bells & café s*')
  })
  test('is newest first by its dates', () => {
    const dated = (day: number) =>
      item(`${day}`, `<title>${day}</title><pubDate>0${day} Mar 2026 10:00:00 GMT</pubDate>`)
    expect(feedOf(rss([dated(1), dated(3), dated(2)])).items.map(({ id }) => id)).toEqual(['3', '2', '1'])
  })
  test.each([
    '',
    '{}',
    '[]',
    'null',
    '<html><body>Hi</body></html>',
    'PNG\u0000',
    '<rss',
    '<opml version="2.0"></opml>',
  ])('%j is none', (text) => expect(readFeed(text, AT)).toBeNull())
})

describe('a page', () => {
  test.each([
    ['<link rel="alternate" type="application/rss+xml" href="/rss">', 'https://tower.example/rss'],
    [
      '<base href="https://cdn.example/x/"><LINK REL="feed alternate" TYPE="application/atom+xml" HREF="a">',
      'https://cdn.example/x/a',
    ],
    ['<link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="stylesheet" href="x.css">', null],
    ['<link rel="alternate" hreflang="fr" href="/fr">', null],
  ])('%s', (page, link) => expect(findFeedLink(page, AT)).toBe(link))
})
