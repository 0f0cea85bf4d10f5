import type { ReadContent } from '@carillon/contract'
import { expect, test } from 'vitest'
import type { PhotoItem } from './attached/attached.ts'
import { contentOf, draftOf, itemPath, readContentOf } from './content.ts'
import { type Draft, EMPTY } from './draft.ts'
import { emptyPoll } from '../polls/draft.ts'
import { noPollWords } from './variants/variants.ts'

const picture = (mediaId: string) => ({ mediaId, width: 10, height: 10, widths: [10], thumbhash: '' })
const id = (letter: string) => `med_${letter.repeat(26)}`
const item = (letter: string): PhotoItem => ({
  kind: 'photo',
  id: letter,
  name: `${letter}.jpg`,
  file: picture(id(letter)),
  at: 0,
  alt: letter,
})

test('one photo is a photo with a caption, several are an album in their order', () => {
  const draft = { ...EMPTY, text: 'Ring' }
  expect(contentOf({ ...draft, attached: { kind: 'shown', items: [item('a')] } })).toEqual({
    kind: 'photo',
    text: 'Ring',
    photo: { mediaId: id('a'), alt: 'a' },
  })
  expect(contentOf({ ...draft, attached: { kind: 'shown', items: [item('b'), item('a')] } })).toEqual({
    kind: 'album',
    text: 'Ring',
    items: [
      { kind: 'photo', mediaId: id('b'), alt: 'b' },
      { kind: 'photo', mediaId: id('a'), alt: 'a' },
    ],
  })
  expect(contentOf({ ...draft, attached: null })).toEqual({ kind: 'text', text: 'Ring' })
})

test('what is still on its way is not in the preview', () => {
  const items = [item('a'), { ...item('b'), file: null }]
  const read = readContentOf({ ...EMPTY, attached: { kind: 'shown', items } })
  expect(read).toEqual({ kind: 'photo', text: '', photo: { ...picture(id('a')), alt: 'a' } })
})

test('what is wrong with one of an album stands at its own path', () => {
  expect(itemPath([item('a')], 0)).toBe('content.photo')
  expect(itemPath([item('a'), item('b')], 1)).toBe('content.items.1')
})

const photo = { ...picture(id('a')), alt: 'A bell' }
const video = {
  mediaId: id('b'),
  type: 'video/mp4',
  size: 9,
  width: 10,
  height: 10,
  durationMs: 9,
  alt: '',
  poster: picture(id('c')),
}
const variant = (language: string, text: string, ...alts: string[]) => ({ language, text, alts, poll: null })
const link = { url: 'https://tower.example/', title: 'Tower', site: 'tower.example', picture: picture(id('d')) }
const KINDS: ReadContent[] = [
  { kind: 'text', text: 'Words' },
  { kind: 'text', text: 'Words https://tower.example/', link },
  { kind: 'text', text: 'Words', variants: [variant('fr', 'Mots'), variant('es', 'Palabras')] },
  { kind: 'photo', text: 'Words', photo, variants: [variant('fr', '', 'Une cloche')] },
  { kind: 'photo', text: 'Words', photo },
  { kind: 'video', text: '', video },
  {
    kind: 'album',
    text: 'Words',
    items: [
      { kind: 'video', video },
      { kind: 'photo', photo },
    ],
  },
  {
    kind: 'voice',
    text: 'Listen',
    voice: { mediaId: id('d'), type: 'audio/webm', size: 9, durationMs: 9, waveform: [1, 100] },
  },
  { kind: 'document', text: '', document: { mediaId: id('e'), type: 'text/plain', size: 9, name: 'list.txt' } },
  { kind: 'sticker', sticker: { id: 'stk_1', emoji: ['👋'], moving: false } },
]

test.for(KINDS)('a post of kind $kind is read the same after it was taken up for a change', (content) => {
  const draft = draftOf({ content, silent: true })
  expect(draft.silent).toBe(true)
  expect(readContentOf(draft)).toEqual(content)
  expect(contentOf(draft)).toMatchObject({ kind: content.kind })
})

test('a language in which nothing is said is not sent, and descriptions follow what they describe', () => {
  const draft: Draft = {
    ...EMPTY,
    text: 'Ring',
    attached: { kind: 'shown', items: [item('b'), item('a')] },
    variants: [
      { language: 'fr', text: ' ', alts: { a: 'Cloche', gone: 'Partie' }, poll: noPollWords() },
      { language: 'es', text: '', alts: {}, poll: noPollWords() },
    ],
  }
  expect(contentOf(draft)).toMatchObject({ variants: [{ language: 'fr', text: '', alts: ['', 'Cloche'] }] })
})

test('a link that nobody wants to show is not sent, and one without a title is called by its site', () => {
  const url = 'https://www.tower.example/bells'
  const shown = { title: ' ', site: '', picture: null, at: 0 }
  expect(contentOf({ ...EMPTY, text: url, link: { url, shown: null } })).toEqual({ kind: 'text', text: url })
  expect(contentOf({ ...EMPTY, text: url, link: { url, shown } })).toMatchObject({
    link: { url, title: 'tower.example', pictureId: null },
  })
})

test('a poll is asked in another language with as many options, and as it was written where nothing is said', () => {
  const poll = { ...emptyPoll(), question: 'Which bell?', options: ['Large', '', 'Small'] }
  const words = { question: ' Quelle cloche ? ', options: ['Grande', 'not asked', ''], explanation: '' }
  const variants = [
    { language: 'fr', text: 'left from before', alts: {}, poll: words },
    { language: 'es', text: 'left from before', alts: {}, poll: noPollWords() },
  ]
  expect(contentOf({ ...EMPTY, attached: { kind: 'poll', poll }, variants })).toMatchObject({
    kind: 'poll',
    variants: [{ language: 'fr', text: '', poll: { question: 'Quelle cloche ?', options: ['Grande', 'Small'] } }],
  })
})
