import { describe, expect, test } from 'vitest'
import type { Attached, PhotoItem } from './attached.ts'
import { sortFiles } from './sorting.ts'

const file = (type: string) => new File(['x'], type.replace('/', '.'), { type })
const photos = (n: number) => Array.from({ length: n }, () => file('image/jpeg'))
const item: PhotoItem = { kind: 'photo', id: 'a', name: 'a.jpg', file: null, at: 0, alt: '' }
const album = (n: number): Attached => ({ kind: 'shown', items: Array.from({ length: n }, () => item) })
const kindsOf = (sorted: ReturnType<typeof sortFiles>) => sorted?.files.map(({ kind }) => kind)

describe('files that are added together', () => {
  test('are an album where they are pictures and videos, in their order', () => {
    const sorted = sortFiles([file('video/mp4'), file('image/png')], null)
    expect(sorted).toMatchObject({ kind: 'shown', misfit: undefined })
    expect(kindsOf(sorted)).toEqual(['video', 'photo'])
  })

  test('join the album that is there, as far as there is room; whoever is left out is told of', () => {
    expect(sortFiles(photos(2), album(8))).toMatchObject({ files: [{}, {}], misfit: undefined })
    const sorted = sortFiles(photos(4), album(8))
    expect(sorted?.files).toHaveLength(2)
    expect(sorted?.misfit).toBe('tooMany')
  })

  test('that don’t go together are pictures first, and it is said', () => {
    const sorted = sortFiles([file('application/pdf'), file('image/png'), file('audio/mpeg')], null)
    expect(kindsOf(sorted)).toEqual(['photo'])
    expect(sorted?.misfit).toBe('together')
  })

  test('touch nothing where something of another kind is attached', () => {
    expect(sortFiles([file('application/pdf')], album(1))).toMatchObject({ files: [], misfit: 'together' })
    const sticker: Attached = { kind: 'sticker', sticker: { id: 'stk_1', emoji: ['👋'], moving: false } }
    expect(sortFiles(photos(1), sticker)).toMatchObject({ files: [], misfit: 'together' })
  })
})

test.each([
  ['audio/mpeg', 'voice'],
  ['application/pdf', 'document'],
  ['image/svg+xml', 'document'],
  ['', 'document'],
])('a file of type "%s" is a %s', (type, kind) => {
  expect(sortFiles([file(type)], null)).toMatchObject({ kind, files: [{ kind }], misfit: undefined })
})

test('a picture that is chosen as a document is one', () => {
  expect(sortFiles([file('image/png')], null, 'document')).toMatchObject({ kind: 'document' })
})

test('no files are nothing to sort', () => expect(sortFiles([], null)).toBeNull())
