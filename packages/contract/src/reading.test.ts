import { describe, expect, test } from 'vitest'
import { inLanguage, languagesOf, pickLanguage } from './reading.ts'
import type { ReadContent } from './content.ts'

const variant = (language: string, text: string) => ({ language, text, alts: [], poll: null })
const bell: ReadContent = {
  kind: 'text',
  text: 'The bell rings.',
  variants: [variant('fr', 'La cloche sonne.'), variant('es', 'Suena la campana.')],
}

describe('the language that a reader is shown', () => {
  test.each([
    ['is the first that they want', ['fr-CA', 'en'], 'fr'],
    ['is the one it was written in, where that comes first', ['en-GB', 'fr'], 'en'],
    ['is one that comes later, where earlier ones are missing', ['de', 'pt-BR', 'es-419'], 'es'],
    ['is the one it was written in, where none is there', ['de', 'ja'], 'en'],
    ['is the one it was written in for whoever wants nothing', [], 'en'],
  ])('%s', (_, wanted, shown) => {
    expect(pickLanguage(bell, 'en', wanted)).toBe(shown)
  })

  test('is unknown where nobody said what it was written in', () => {
    expect(pickLanguage(bell, null, ['en'])).toBeNull()
    expect(inLanguage(bell, null)).toBe(bell)
  })

  test('is one of those that it can be read in', () => {
    expect(languagesOf(bell, 'en')).toEqual(['en', 'fr', 'es'])
    expect(languagesOf({ kind: 'opaque' }, 'en')).toEqual(['en'])
  })
})

describe('a post in another language', () => {
  test('says what its variant says', () => {
    expect(inLanguage(bell, 'fr')).toMatchObject({ text: 'La cloche sonne.' })
  })

  test('says what was written first where the variant is silent', () => {
    const shown = { mediaId: 'med_1', width: 3, height: 2, widths: [3], thumbhash: '', alt: 'A bell' }
    const album: ReadContent = {
      kind: 'album',
      text: 'Two bells',
      items: [
        { kind: 'photo', photo: shown },
        { kind: 'photo', photo: shown },
      ],
      variants: [{ language: 'fr', text: '', alts: ['', 'Une cloche'], poll: null }],
    }
    const read = inLanguage(album, 'fr')
    expect(read).toMatchObject({
      text: 'Two bells',
      items: [{ photo: { alt: 'A bell' } }, { photo: { alt: 'Une cloche' } }],
    })
  })

  test('asks a poll’s question with its options in the same order', () => {
    const poll: ReadContent = {
      kind: 'poll',
      poll: {
        question: 'Which bell?',
        options: ['Large', 'Small'],
        mode: 'single',
        openFor: null,
        closesAt: 1,
        results: 'always',
        changeable: true,
        voters: 'anyone',
      },
      variants: [
        { language: 'es', text: '', alts: [], poll: { question: '¿Qué campana?', options: ['Grande', 'Chica'] } },
      ],
    }
    expect(inLanguage(poll, 'es')).toMatchObject({
      poll: { question: '¿Qué campana?', options: ['Grande', 'Chica'], closesAt: 1 },
    })
  })
})
