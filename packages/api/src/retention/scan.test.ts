import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scanForMarkers } from './scan.ts'

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'carillon-scan-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, ...parts: (string | Buffer)[]) {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), Buffer.concat(parts.map((part) => Buffer.from(part))))
}
const encodings = async (marker: string | Uint8Array) =>
  [...new Set((await scanForMarkers(folder, [marker])).map((finding) => finding.encoding))].toSorted()

const MARKER = 'Glockenspiel läutet "früh" > 5 ❤'
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()
const everyByte = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&')
const escaped = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const FORMS: [encoding: string, kept: string | Buffer][] = [
  ['utf-8', MARKER],
  ['utf-16le', Buffer.from(MARKER, 'utf16le')],
  ['utf-16be', swapped(MARKER)],
  ['base64', Buffer.from(MARKER).toString('base64')],
  ['base64', Buffer.from(`>${MARKER}<`).toString('base64')],
  ['base64', Buffer.from(`>>${MARKER}<`).toString('base64')],
  ['base64url', Buffer.from(`>>>${MARKER}>>>???`).toString('base64url')],
  ['hex', Buffer.from(MARKER).toString('hex')],
  ['hex', Buffer.from(MARKER).toString('hex').toUpperCase()],
  ['percent', encodeURIComponent(MARKER)],
  ['percent', encodeURIComponent(MARKER).toLowerCase().replace('glocken', 'Glocken')],
  ['percent', everyByte(MARKER)],
  ['percent', everyByte(MARKER).toUpperCase()],
  ['json', JSON.stringify(MARKER)],
  ['json', escaped(MARKER)],
  ['json', escaped(MARKER).replace(/\\u..../g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)],
]

describe('a marker is found', () => {
  test.each(FORMS)('as %s: %s', async (encoding, kept) => {
    await write('site/deep/page.html', 'before ', kept, ' after')
    const [finding, ...others] = await scanForMarkers(folder, [MARKER])
    expect(finding).toMatchObject({
      file: 'site/deep/page.html',
      marker: MARKER,
      encoding: expect.stringMatching(`^${encoding.slice(0, 6)}`),
    })
    expect(others).toEqual([])
  })

  test.each(FORMS)('across the border of two chunks, as %s: %s', async (encoding, kept) => {
    const bytes = Buffer.from(kept)
    for (const before of [1, Math.floor(bytes.length / 2), bytes.length - 1]) {
      await write('carillon.db', Buffer.alloc((1 << 20) - before), bytes, Buffer.alloc(100))
      expect(await encodings(MARKER)).toEqual([expect.stringMatching(`^${encoding.slice(0, 6)}`)])
    }
  })

  test('at the very end of a file longer than a chunk, and as the whole of a short one', async () => {
    await write('long', Buffer.alloc(3 << 20, 7), MARKER)
    await write('short', MARKER)
    expect((await scanForMarkers(folder, [MARKER])).map((finding) => finding.file).toSorted()).toEqual([
      'long',
      'short',
    ])
  })

  test('in the name of a file', async () => {
    await write('media/IMG-of-Rumbold.webp', 'nothing')
    expect(await scanForMarkers(folder, ['IMG-of-Rumbold'])).toMatchObject([{ file: 'media/IMG-of-Rumbold.webp' }])
  })

  test('that is bytes, plain, in hexadecimal and in base64', async () => {
    const marker = Buffer.from(Array.from({ length: 40 }, (_, at) => 255 - at * 3))
    await write('a', Buffer.alloc(50), marker, Buffer.alloc(50))
    await write('b', Buffer.concat([Buffer.alloc(2), marker]).toString('base64'))
    await write('c', marker.toString('hex'))
    expect(await encodings(marker)).toEqual(['base64', 'bytes', 'hex'])
  })

  test('each one that is there, and none that is not', async () => {
    await write('mail/one.txt', 'the first marker, and the second marker')
    const found = await scanForMarkers(folder, ['the first marker', 'the second marker', 'the third marker'])
    expect(found.map((finding) => finding.marker)).toEqual(['the first marker', 'the second marker'])
  })
})

test('nothing is found where nothing is, nor in what only resembles', async () => {
  await write('carillon.db', MARKER.slice(0, -1), MARKER.toUpperCase(), Buffer.from(MARKER.slice(1)).toString('base64'))
  await write('empty')
  expect(await scanForMarkers(folder, [MARKER])).toEqual([])
  expect(await scanForMarkers(join(folder, 'no-such-folder'), [MARKER])).toEqual([])
})

test('a marker that chance would find is refused', async () => {
  await expect(scanForMarkers(folder, ['short'])).rejects.toThrow(RangeError)
})
