import { describe, expect, test } from 'vitest'
import { type Block, copyableText, type Inline, linksIn, parseInline, parseMarkup, plainText } from './markup.ts'

const text = (words: string): Inline => ({ type: 'text', text: words })

describe('marks', () => {
  test.each<[string, Inline[]]>([
    ['plain', [text('plain')]],
    ['*bold*', [{ type: 'strong', children: [text('bold')] }]],
    ['_italic_', [{ type: 'em', children: [text('italic')] }]],
    ['~gone~', [{ type: 'strike', children: [text('gone')] }]],
    ['`*code*`', [{ type: 'code', text: '*code*' }]],
    [
      'a *b _c_* d',
      [text('a '), { type: 'strong', children: [text('b '), { type: 'em', children: [text('c')] }] }, text(' d')],
    ],
    ['2*3*4', [text('2*3*4')]],
    ['snake_case_name', [text('snake_case_name')]],
    ['* not bold *', [text('* not bold *')]],
    ['*open', [text('*open')]],
    ['``', [text('``')]],
    ['**', [text('**')]],
  ])('%j is drawn as a reader would expect', (line, tree) => expect(parseInline(line)).toEqual(tree))
})

describe('blocks', () => {
  test('are paragraphs, quotes, lists and code, in their order', () => {
    const blocks = parseMarkup(
      'Hello\nworld\n\n> said\n\n- one\n- two\n\n3. three\n4. four\n\n```\n*raw*\n\nline\n```\nend',
    )
    expect(blocks).toEqual<Block[]>([
      { type: 'paragraph', lines: [[text('Hello')], [text('world')]] },
      { type: 'quote', lines: [[text('said')]] },
      { type: 'list', ordered: false, start: 1, items: [[text('one')], [text('two')]] },
      { type: 'list', ordered: true, start: 3, items: [[text('three')], [text('four')]] },
      { type: 'code', text: '*raw*\n\nline' },
      { type: 'paragraph', lines: [[text('end')]] },
    ])
  })

  test('a fence that nobody closes is text', () => {
    expect(plainText('```\nopen')).toBe('```\nopen')
  })
})

describe('links', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    ['see https://example.org.', 'https://example.org/'],
    ['(https://example.org)', 'https://example.org/'],
    ['https://en.wikipedia.org/wiki/Bell_(instrument)', 'https://en.wikipedia.org/wiki/Bell_(instrument)'],
    ['*https://example.org*', 'https://example.org/'],
  ])('%j leads to %s', (line, href) => {
    expect(links(parseInline(line))).toEqual([href])
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.org',
    'xhttps://example.org',
    'https://',
    'https:// example.org',
    'http://[::',
    '//example.org',
    'java\u0000script:alert(1)',
  ])('%j is no link', (line) => {
    expect(links(parseInline(line))).toEqual([])
  })
})

describe('tags and mentions', () => {
  test.each<[string, Inline[]]>([
    ['#bells', [{ type: 'tag', tag: 'bells' }]],
    ['#Ünïcode_1', [{ type: 'tag', tag: 'Ünïcode_1' }]],
    ['#1', [text('#1')]],
    ['a#b', [text('a#b')]],
    ['@Bells now', [{ type: 'mention', handle: 'bells' }, text(' now')]],
    ['a@bells', [text('a@bells')]],
    ['@ab', [text('@ab')]],
    [`@${'a'.repeat(33)}`, [text(`@${'a'.repeat(33)}`)]],
  ])('%j', (line, tree) => expect(parseInline(line)).toEqual(tree))
})

test('text that is copied keeps what its marks say of lists, quotes and paragraphs', () => {
  const given = '*Hello*\nworld\n\n> said _she_\n\n- one\n- `two`\n\n3. three\n4. four\n\n```\n*raw*\n```\n@Bells #now'
  expect(copyableText(given)).toBe(
    'Hello\nworld\n\n> said she\n\n• one\n• two\n\n3. three\n4. four\n\n*raw*\n\n@bells #now',
  )
})

function walk(nodes: Inline[]): Inline[] {
  return nodes.flatMap((node) => ('children' in node ? [node, ...walk(node.children)] : [node]))
}
const links = (nodes: Inline[]) => walk(nodes).flatMap((node) => (node.type === 'link' ? [node.href] : []))
const inlines = (blocks: Block[]) =>
  blocks.flatMap((block) =>
    block.type === 'code' ? [] : walk((block.type === 'list' ? block.items : block.lines).flat()),
  )

const HOSTILE = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  ']]>',
  '*<b>*_</i>_',
  '`<svg onload=alert(1)>`',
  '> <iframe>',
  '- [x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  'https://evil.example/"onmouseover="alert(1)',
  'https://a.example/<script>',
  '&lt;b&gt; &amp;',
  '```\n</pre><script>\n```',
  '\u202Etxt.exe',
]

test.each(HOSTILE)('%j keeps its characters as text, and makes nothing but the known nodes', (given) => {
  const blocks = parseMarkup(given)
  const kinds = new Set(inlines(blocks).map((node) => node.type))
  const known = ['text', 'strong', 'em', 'strike', 'code', 'link', 'tag', 'mention']
  expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([])
  for (const href of links(inlines(blocks))) expect(href).toMatch(/^https?:\/\/[^"<>\s]+$/)
  const marks = /[*_~`>\s-]/g
  expect(plainText(given).replace(marks, '')).toBe(given.replace(marks, ''))
})

test('nothing a person wrote is lost, whatever they wrote', () => {
  const alphabet = [...'ab *_~`>-#@.\n1h(', 'https://x.yz', '```', '> ', '- ', '1. ']
  let seed = 7
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  for (let at = 0; at < 3_000; at += 1) {
    const given = Array.from({ length: 1 + next(40) }, () => alphabet[next(alphabet.length)]).join('')
    const marks = /[*_~`>\s\-.\d@]/g
    const letters = (words: string) => words.toLowerCase().replace(marks, '')
    expect({ given, left: letters(plainText(given)) }).toEqual({ given, left: letters(given) })
  }
})

/** A hundred kilobytes made to be slow. */
const BAIT: Record<string, string> = {
  'marks that open': '*a '.repeat(34_000),
  'marks of three kinds': '*_~'.repeat(34_000),
  'nested marks': '*a _b ~c '.repeat(11_000),
  backticks: '`'.repeat(100_000),
  'fences that open': '```\n'.repeat(25_000),
  'fences with words': '```x\n'.repeat(20_000),
  'the starts of links': 'https://'.repeat(12_500),
  'links that end badly': `https://a.b/${'('.repeat(100_000)}`,
  'punctuation at the end of a link': `https://a.b/${'.'.repeat(100_000)}`,
  'letters of h': 'h'.repeat(100_000),
  hashes: '#'.repeat(100_000),
  'tags without letters': '#1'.repeat(50_000),
  'mentions without end': '@aaaaaaaaaa'.repeat(9_000),
  quotes: '> '.repeat(50_000),
  'list marks': '- \n1. \n'.repeat(14_000),
  'empty lines': '\n'.repeat(100_000),
  digits: '9'.repeat(100_000),
  'open and closed marks': '*a* '.repeat(25_000),
  'marks that close only': 'a* '.repeat(34_000),
}

test.each(Object.entries(BAIT))('%s cost as much in one piece as in eight', (_, bait) => {
  const piece = bait.slice(0, bait.length / 8)
  const once = () => parseMarkup(bait)
  const eightTimes = () => Array.from({ length: 8 }, () => parseMarkup(piece))
  // A search hidden in a search would make the whole cost eight times as much as its parts.
  expect(best(once)).toBeLessThan(4 * best(eightTimes) + 100)
})

/** Milliseconds, of the quickest of three. */
function best(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const started = Date.now()
    work()
    return Date.now() - started
  })
  return Math.min(...times)
}

test('the links of a text are those that are drawn as links, in their order', () => {
  const text =
    'See https://a.example/x, *https://b.example*\n> https://c.example\n- https://d.example\n`https://e.example`'
  expect(linksIn(text)).toEqual([
    'https://a.example/x',
    'https://b.example/',
    'https://c.example/',
    'https://d.example/',
  ])
  expect(linksIn('No link, javascript:alert(1)')).toEqual([])
})
