import { expect, test } from 'vitest'
import { decodeFile } from './decode.ts'

const WORDS = 'L’été à Łódź\nНовости\n新聞\n'
const utf16 = (text: string, mark = true) => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')

test('UTF-8, with a byte order mark or without, is nothing to speak of', () => {
  expect(decodeFile(Buffer.from(WORDS))).toEqual({ text: WORDS, remarks: [] })
  expect(decodeFile(Buffer.from(`\uFEFF${WORDS}`))).toEqual({ text: WORDS, remarks: [] })
})

test('UTF-16 is read by its mark, in either order, and as markup without one', () => {
  const remark = (detail: string) => [{ line: 1, code: 'encoding', detail }]
  expect(decodeFile(utf16(WORDS))).toEqual({ text: WORDS, remarks: remark('utf-16le') })
  expect(decodeFile(utf16(WORDS).swap16())).toEqual({ text: WORDS, remarks: remark('utf-16be') })
  expect(decodeFile(utf16(`<opml>${WORDS}`, false)).text).toBe(`<opml>${WORDS}`)
})

test('what isn’t UTF-8 is read as its XML declares, else as Windows writes in the West', () => {
  const western = Buffer.from('name\nCaf\xe9 \x80uro\n', 'latin1')
  expect(decodeFile(western)).toEqual({
    text: 'name\nCafé €uro\n',
    remarks: [{ line: 1, code: 'encoding', detail: 'windows-1252' }],
  })
  const russian = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>'),
    Buffer.from([0xcd, 0xee, 0xe2, 0xee]),
  ])
  expect(decodeFile(russian).text).toMatch(/Ново$/)
  const liar = Buffer.from('<?xml version="1.0" encoding="utf-8"?>\xe9', 'latin1')
  expect(decodeFile(liar).text).toMatch(/é$/)
  const unheard = Buffer.from('<?xml version="1.0" encoding="klingon"?>\xe9', 'latin1')
  expect(decodeFile(unheard).text).toMatch(/é$/)
})

test('UTF-8 that was cut in the middle of a character stays UTF-8', () => {
  const cut = Buffer.from(WORDS.repeat(3)).subarray(0, -3)
  expect(decodeFile(cut).text).toBe(`${WORDS.repeat(3).slice(0, -2)}\uFFFD`)
})

test('NULs and other controls become spaces, and the first is named with its line', () => {
  const { text, remarks } = decodeFile(Buffer.from('a\r\nb\0c\x08d\re'))
  expect(text).toBe('a\nb c d\ne')
  expect(remarks).toEqual([{ line: 2, code: 'characters', detail: 'U+0000' }])
})

test('nothing is nothing', () => {
  expect(decodeFile(new Uint8Array())).toEqual({ text: '', remarks: [] })
})
